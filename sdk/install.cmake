# `cmake --install`: headers, static and shared libraries, and how find_package(parvis) and pkg-config find them.
# Everything is named relative to where it lies, so that the tree can be moved. Build `parvis-package` first.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/parvis)
add_custom_target(parvis-package)

# install_component(NAME TARGET...): one COMPONENT of find_package(parvis), exported apart from the others.
function(install_component name)
  foreach(target IN LISTS ARGN)
    if(NOT TARGET ${target})
      continue()
    endif()
    string(REPLACE parvis_ "" public_name ${target})
    get_target_property(folder ${target} SOURCE_DIR)
    set(headers "$<BUILD_INTERFACE:${folder}>")
    if(EXISTS ${folder}/include)
      set(headers "$<BUILD_INTERFACE:${folder}/include>;$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
      install(DIRECTORY ${folder}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
    endif()
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${public_name} INTERFACE_INCLUDE_DIRECTORIES "${headers}")
    install(TARGETS ${target} EXPORT parvis-${name}
            LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT development
            ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
    add_dependencies(parvis-package ${target})
  endforeach()
  install(EXPORT parvis-${name} NAMESPACE parvis:: DESTINATION ${package_dir} COMPONENT development)
endfunction()

install_component(sdk parvis_sdk parvis_sdk_shared)
install_component(httplib parvis_transport_httplib parvis_transport_httplib_shared)
install_component(testing parvis_testing)
if(PARVIS_BUILD_SERVER)
  install_component(memory parvis_server parvis_transport_memory)
  install(TARGETS parvis-server DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT server)
  add_dependencies(parvis-package parvis-server)
endif()

write_basic_package_version_file(parvisConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES sdk/parvisConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/parvisConfigVersion.cmake DESTINATION ${package_dir}
        COMPONENT development)

# The folder of the .pc files is known to pkg-config, that of the whole tree is found from there.
file(RELATIVE_PATH PREFIX_FROM_PC /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
foreach(library parvis parvis-httplib)
  configure_file(sdk/${library}.pc.in ${library}.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${library}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
          COMPONENT development)
endforeach()
