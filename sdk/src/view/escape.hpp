// The only escaping of HTML there is.
#pragma once

#include <string>
#include <string_view>

namespace parvis::view {

// For text and for attributes in double quotes.
void escape_html(std::string& out, std::string_view text);

}  // namespace parvis::view
