// The patch stream: what the view code says to a DOM. JSON, applied by wasm/src/applier.ts.
//
//   full paint   {"t":[tree …],"c":[node …]}       replace all children of the root by `c`
//   difference   {"t":[tree …],"o":[op …]}         apply the ops in order
//
//   node  = "text"                                 text node
//         | ["tag", {attributes}?, node …]         element
//         | [template number, hole …]              instance of template t[n]
//   tree  = like node, but an attribute value or a child that is a number k stands for hole k
//   hole  = "text"       an attribute's value, or a text child
//         | null         that attribute is absent / that text child does not exist in the instance
//         | [node …]     all children of an element with open children
//
//   op    = [0, path, "text"]                      set the text of a text node
//         | [1, path, "name", "value" or null]     set / remove an attribute
//         | [2, path, "name", "value"]             set a property ("value" of a field), only where it differs
//         | [3, path, index, node]                 insert before child `index`
//         | [4, path, index]                       remove child `index`
//         | [5, path, from, to]                    move child `from` so that it ends up at index `to`
//         | [6, path, node]                        replace this node
//   path  = [child index, …] from the root; [] is the root itself
//
// Nodes are addressed by position, so a tree built by the server's paint and the same tree built by wasm
// agree without any table of ids.
#pragma once

#include <string>

#include "view/node.hpp"

namespace parvis::view {

// Raised whenever the format above changes its meaning.
inline constexpr int kPaintFormat = 1;

// `root` is a nameless holder: only its children are painted.
std::string full_paint(const Node& root);
// Empty when nothing differs.
std::string diff_paint(const Node& before, const Node& after);

}  // namespace parvis::view
