// Cleaning what people type as their name, and other short one-line texts.
#pragma once

#include <string>
#include <string_view>

#include "parvis/error.hpp"

namespace parvis::server {

std::string trimmed(std::string_view text);  // ASCII white space off both ends
bool has_control(std::string_view text);     // C0, DEL, C1, line and paragraph separators

// One visible line: white space collapsed, and without what lets a name look like another or break the text
// around it (control and invisible characters, tags and selectors without use, bidi overrides, piles of
// combining marks). Empty when nothing visible is left. kTooLong, kInvalidField.
Result<std::string> clean_name(std::string_view typed);

// The source of a comment for reading as Markdown: line ends as \n, no other control characters, no white
// space at the end.
std::string clean_text(std::string_view typed);

}  // namespace parvis::server
