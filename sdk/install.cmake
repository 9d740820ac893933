# `cmake --install` puts headers and libraries where find_package(parvis) finds parvis::sdk,
# parvis::transport_httplib and parvis::testing.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(installed_targets parvis_sdk parvis_transport_httplib parvis_testing)
foreach(target IN LISTS installed_targets)
  string(REPLACE parvis_ "" public_name ${target})
  get_target_property(source_dir ${target} SOURCE_DIR)
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${public_name} INTERFACE_INCLUDE_DIRECTORIES
    "$<BUILD_INTERFACE:${source_dir}/include>;$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
  install(DIRECTORY ${source_dir}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endforeach()

# The options are named by the static libraries, so they go along; what they demand is the builder's affair.
install(TARGETS ${installed_targets} parvis_options parvis_core_options EXPORT parvis)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/parvis)
install(EXPORT parvis FILE parvisTargets.cmake NAMESPACE parvis:: DESTINATION ${package_dir})
write_basic_package_version_file(parvisConfigVersion.cmake COMPATIBILITY SameMinorVersion)
file(CONFIGURE OUTPUT parvisConfig.cmake @ONLY CONTENT [[
include(CMakeFindDependencyMacro)
find_dependency(PkgConfig)
find_dependency(Threads)
pkg_check_modules(CPP_HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
include(${CMAKE_CURRENT_LIST_DIR}/parvisTargets.cmake)
]])
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/parvisConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/parvisConfigVersion.cmake
        DESTINATION ${package_dir})
