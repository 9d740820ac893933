# Turns messages/<language>.json, the one source of every text that a reader sees, into tables for C++. The web
# files carry the same JSON (wasm/build.mjs), since its module holds no language at all.
#
# A file holds one message per line, "key": "text", with JSON's escapes \" \\ \n \uXXXX, which are C++'s too.
file(GLOB message_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/messages/*.json)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${message_files})

set(tables "")
set(catalogues "")
foreach(message_file IN LISTS message_files)
  get_filename_component(tag ${message_file} NAME_WE)
  string(MAKE_C_IDENTIFIER ${tag} name)
  file(READ ${message_file} rows)
  string(REGEX REPLACE "(^|\n)[{}]" "\\1" rows "${rows}")
  string(REGEX REPLACE "\n +(\"[^\"\n]+\"): (\"[^\n]*\"),?" "\n    {\\1, \\2}," rows "${rows}")
  string(APPEND tables "constexpr Message k_${name}[] = {${rows}};\n"
                       "static_assert(sorted_by_key(k_${name}), \"keep the keys of ${tag}.json in order\");\n")
  string(APPEND catalogues "    {\"${tag}\", k_${name}},\n")
endforeach()
set(built_in_messages ${CMAKE_CURRENT_BINARY_DIR}/built_in_messages.cpp)
set(no_messages ${CMAKE_CURRENT_BINARY_DIR}/no_messages.cpp)
file(CONFIGURE OUTPUT ${built_in_messages} @ONLY CONTENT [[
#include "model/messages.hpp"

namespace parvis {
namespace {
@tables@
constexpr Catalogue kCatalogues[] = {
@catalogues@};
}  // namespace

std::span<const Catalogue> built_in_catalogues() { return kCatalogues; }

}  // namespace parvis
]])
file(CONFIGURE OUTPUT ${no_messages} CONTENT [[
#include "model/messages.hpp"

std::span<const parvis::Catalogue> parvis::built_in_catalogues() { return {}; }
]])
