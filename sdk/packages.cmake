# `cpack` in the build folder: libparvis0, libparvis-dev and parvis-server for Debian.
# The folders of /usr are named here and not asked of GNUInstallDirs, so that any build folder can be packed.
set(deploy ${PROJECT_SOURCE_DIR}/examples/deploy)
set(debian ${PROJECT_SOURCE_DIR}/server-stub/debian)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/build/web/ DESTINATION share/parvis/web COMPONENT server OPTIONAL)
find_program(NODE node REQUIRED)
set(manual ${PROJECT_BINARY_DIR}/man1)
add_custom_command(OUTPUT ${manual}/parvis-server.1.gz
                   COMMAND ${NODE} ${debian}/man.mjs $<TARGET_FILE:parvis-server> ${PROJECT_VERSION} ${manual}
                   DEPENDS parvis-server ${debian}/man.mjs COMMENT "Manual pages" VERBATIM)
add_custom_target(parvis-manual DEPENDS ${manual}/parvis-server.1.gz)
add_dependencies(parvis-package parvis-manual)
install(DIRECTORY ${manual} DESTINATION share/man COMPONENT server OPTIONAL)
install(FILES ${deploy}/parvis.service DESTINATION lib/systemd/system COMPONENT server)
install(FILES ${debian}/parvis.sysusers DESTINATION lib/sysusers.d RENAME parvis.conf COMPONENT server)
install(FILES ${deploy}/parvis.conf DESTINATION share/parvis COMPONENT server)
foreach(component runtime development server)
  set(name_of_runtime libparvis0)
  set(name_of_development libparvis-dev)
  set(name_of_server parvis-server)
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/${name_of_${component}} RENAME copyright
          COMPONENT ${component})
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL runtime development server)
set(CPACK_PACKAGE_CONTACT "The Parvis developers <parvis@community.example>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME libparvis0)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_CONTROL_EXTRA ${debian}/triggers)
set(CPACK_COMPONENT_RUNTIME_DESCRIPTION "Likes, shares, comments and fans for native programs: shared libraries")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libparvis-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libparvis0 (= ${PROJECT_VERSION}), libcpp-httplib-dev, libssl-dev, zlib1g-dev, libbrotli-dev, pkg-config")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS "libsqlite3-dev, libmd4c-dev, libmd4c-html0-dev, libutf8proc-dev, parvis-server")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Likes, shares, comments and fans for native programs: headers and archives")

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME parvis-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION web)
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA ${debian}/postinst ${debian}/prerm ${debian}/postrm)
set(CPACK_COMPONENT_SERVER_DESCRIPTION "Likes, shares, comments and fans for any page: the server and its web files")
include(CPack)
