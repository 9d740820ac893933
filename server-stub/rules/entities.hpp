// HTML's named and numbered character references, by the table inside md4c-html.
#pragma once

#include <string>
#include <string_view>

namespace parvis::server {

// "&eacute;" gives "é"; an unknown one comes back as it is.
std::string decode_entity(std::string_view entity);

}  // namespace parvis::server
