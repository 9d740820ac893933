// The rules of the house, read against the text of a source file: who may include whom, what the core may not
// use, how long a file may be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parvis::test {

// One sentence per broken rule. `path` is relative to the top of the tree, with forward slashes.
std::vector<std::string> broken_rules(std::string_view path, std::string_view text);

// The code alone: comments, and what stands inside string and character literals, are gone.
std::string code_of(std::string_view text);

}  // namespace parvis::test
