// A comment as a quotation in Markdown.
#pragma once

#include <string>
#include <vector>

#include "parvis/model.hpp"

namespace parvis::demo {

// Each line behind a ">"; what it says, without its formats.
std::string quotation(const std::vector<RichNode>& body);
// `draft` with the quotation after what was written.
std::string with_quotation(std::string draft, const std::vector<RichNode>& body);

}  // namespace parvis::demo
