// Whether HTML text holds anything outside the list of allowed elements, attributes and schemes of addresses.
#pragma once

#include <string>
#include <string_view>

namespace parvis::test {

// What is wrong; empty when nothing is. Reads only the plain form that our writer makes: attributes in double
// quotes, no comments, every < of a text escaped.
std::string wrong_in_html(std::string_view html);

}  // namespace parvis::test
