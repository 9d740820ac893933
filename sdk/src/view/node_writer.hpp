// Writes nodes in the form of the patch stream, and finds the templates: siblings of one shape are written as
// one tree with holes and a list of what differs.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "view/node.hpp"

namespace parvis::view {

class NodeWriter {
 public:
  // Where in a template a value differs between instances (not 0), in the order of a walk over the tree.
  using Holes = std::vector<std::size_t>;

  // Siblings that are about to be written, some of them perhaps alike. `texts` gets one JSON value for each.
  void write(const std::vector<const Node*>& siblings, std::vector<std::string>& texts);
  // Appends "t":[…] when any template was found.
  void write_templates(JsonWriter& out) const;

 private:
  void write_plain(JsonWriter& out, const Node& node);
  void write_children(JsonWriter& out, const Node& node);
  void add_template(const Node& sample, const Holes& holes);
  void write_instance(JsonWriter& out, std::size_t number, const Node& node, const Holes& holes);
  void write_holes(JsonWriter& out, const Node& node, const Holes& holes, std::size_t& slot);

  std::vector<std::string> templates_;
};

}  // namespace parvis::view
