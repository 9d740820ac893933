// ||text|| is hidden until the reader asks. Ours, since md4c knows no such mark.
#pragma once

#include <vector>

#include "parvis/model.hpp"

namespace parvis::server {

// Pairs the marks in the text nodes among these siblings and puts what stands between into a node of its own.
// `room` is how many levels of nodes may lie below their parent; where it is too little the marks stay text.
void wrap_spoilers(std::vector<RichNode>& siblings, int room);

}  // namespace parvis::server
