// Text that somebody would send to break things. Ours, and where it is there the outside material.
#pragma once

#include <string>
#include <vector>

namespace parvis::test {

// strings.json, which the browser's suite reads as well: valid UTF-8.
std::vector<std::string> hostile_strings();
// As it stands between the quotes of a JSON text: not UTF-8, or escapes of half a character.
std::vector<std::string> broken_json_strings();
// Every string of the outside material's attack lists; empty where it is not there.
std::vector<std::string> outside_strings();

std::string repeated(const std::string& piece, int times);

}  // namespace parvis::test
