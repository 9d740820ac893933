// What the HTML of a specification's example and our safe tree have in common: a list of tags and texts.
// White space between blocks is layout; a picture is a link to it, or its words inside another link; titles
// are not kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parvis/model.hpp"

namespace parvis::test {

std::vector<std::string> essence_of_html(std::string_view html);
std::vector<std::string> essence_of_tree(const std::vector<RichNode>& tree);

}  // namespace parvis::test
