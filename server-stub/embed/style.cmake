# The widgets' style sheets as text for C++: the pages without scripts bring them along.
set(sheets "")
file(STRINGS ${CMAKE_CURRENT_SOURCE_DIR}/../wasm/css/parvis.css first_paint REGEX "^@import")
list(TRANSFORM first_paint REPLACE "@import \"\\./(.*)\".*" "../wasm/css/\\1")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/../wasm/css/parvis.css)
foreach(sheet IN ITEMS ${first_paint} ../wasm/css/host.css ../wasm/css/thread.css embed/embed.css)
  file(READ ${CMAKE_CURRENT_SOURCE_DIR}/${sheet} css)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${sheet})
  string(REGEX REPLACE "/\\*[^*]*\\*+([^/*][^*]*\\*+)*/" "" css "${css}")
  string(REGEX REPLACE "[ \n]+" " " css "${css}")
  string(APPEND sheets "    R\"css(${css})css\"\n")
endforeach()
set(embed_style ${CMAKE_CURRENT_BINARY_DIR}/embed_style.cpp)
file(CONFIGURE OUTPUT ${embed_style} @ONLY CONTENT [[
#include "api/embed_page.hpp"

std::string_view parvis::server::embed_style() {
  static constexpr std::string_view kSheets =
@sheets@    ;
  return kSheets;
}
]])
