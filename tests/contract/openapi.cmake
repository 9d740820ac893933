# Runs after every contract test (fixture recorded_traffic), on what they recorded.
find_program(NODE node REQUIRED)
add_test(NAME openapi COMMAND ${NODE} ${CMAKE_CURRENT_LIST_DIR}/openapi.mjs
                              ${PROJECT_SOURCE_DIR}/server-stub/openapi.yaml ${CMAKE_BINARY_DIR}/traffic)
set_tests_properties(openapi PROPERTIES FIXTURES_REQUIRED recorded_traffic)
