// Bare web addresses in text become links, as readers expect. Ours, since md4c 0.4.8 closes elements that it
// never opened when an address meets other marks.
#pragma once

#include <vector>

#include "parvis/model.hpp"

namespace parvis::server {

// Splits the text nodes among these siblings around http and https addresses.
void link_addresses(std::vector<RichNode>& siblings);

}  // namespace parvis::server
