#include "view/patch.hpp"

#include "view/difference.hpp"

namespace parvis::view {

std::string full_paint(const Node& root) {
  std::vector<const Node*> children;
  for (const Node& child : root.children) children.push_back(&child);
  NodeWriter writer;
  std::vector<std::string> texts;
  writer.write(children, texts);
  JsonWriter out;
  out.begin_object();
  writer.write_templates(out);
  out.key("c").begin_array();
  for (const std::string& text : texts) out.raw(text);
  out.end_array().end_object();
  return out.take();
}

std::string diff_paint(const Node& before, const Node& after) {
  struct Plain final : Difference {
  } difference;
  difference.compare(before, after);
  return difference.take();
}

}  // namespace parvis::view
