#include "view/node_writer.hpp"

namespace parvis::view {
namespace {

// A template is worth its bytes from this many nodes on, and from the second instance.
constexpr std::size_t kSmallestTemplate = 3;

bool same_shape(const Node& a, const Node& b) {
  if (a.tag != b.tag || a.open_children != b.open_children || a.attributes.size() != b.attributes.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.attributes.size(); ++i) {
    if (a.attributes[i].name != b.attributes[i].name) return false;
  }
  if (a.open_children) return true;
  if (a.children.size() != b.children.size()) return false;
  for (std::size_t i = 0; i < a.children.size(); ++i) {
    if (!same_shape(a.children[i], b.children[i])) return false;
  }
  return true;
}

std::size_t count_nodes(const Node& node) {
  std::size_t count = 1;
  if (node.open_children) return count;
  for (const Node& child : node.children) count += count_nodes(child);
  return count;
}

// Calls `visit` with each slot's value in the order that write_holes and the templates use: a node's text,
// its attributes, then its children; open children count as one slot with no value.
template <typename Visit>
void walk_slots(const Node& node, Visit&& visit) {
  if (node.is_text()) visit(&node.text);
  for (const Attribute& attribute : node.attributes) visit(&attribute.value);
  if (node.open_children) {
    visit(static_cast<const std::string*>(nullptr));
  } else {
    for (const Node& child : node.children) walk_slots(child, visit);
  }
}

std::vector<const std::string*> slots_of(const Node& node) {
  std::vector<const std::string*> slots;
  walk_slots(node, [&](const std::string* value) { slots.push_back(value); });
  return slots;
}

void mark_differences(const std::vector<const std::string*>& sample, const Node& other,
                      NodeWriter::Holes& holes) {
  std::size_t slot = 0;
  walk_slots(other, [&](const std::string* value) {
    if (value == nullptr || *value != *sample[slot]) holes[slot] = 1;
    ++slot;
  });
}

void write_template_node(JsonWriter& out, const Node& node, const NodeWriter::Holes& holes, std::size_t& slot,
                         std::int64_t& hole) {
  auto write_slot = [&](const std::string& value) {
    if (holes[slot++] != 0) {
      out.integer(hole++);
    } else {
      out.string(value);
    }
  };
  if (node.is_text()) return write_slot(node.text);
  out.begin_array().string(node.tag);
  if (!node.attributes.empty()) {
    out.begin_object();
    for (const Attribute& attribute : node.attributes) {
      out.key(attribute.name);
      write_slot(attribute.value);
    }
    out.end_object();
  }
  if (node.open_children) {
    ++slot;
    out.integer(hole++);
  } else {
    for (const Node& child : node.children) write_template_node(out, child, holes, slot, hole);
  }
  out.end_array();
}

}  // namespace

void NodeWriter::write(const std::vector<const Node*>& siblings, std::vector<std::string>& texts) {
  texts.assign(siblings.size(), {});
  for (std::size_t i = 0; i < siblings.size(); ++i) {
    if (!texts[i].empty()) continue;
    std::vector<std::size_t> alike{i};
    if (count_nodes(*siblings[i]) >= kSmallestTemplate) {
      for (std::size_t j = i + 1; j < siblings.size(); ++j) {
        if (texts[j].empty() && same_shape(*siblings[i], *siblings[j])) alike.push_back(j);
      }
    }
    if (alike.size() == 1) {
      JsonWriter out;
      write_plain(out, *siblings[i]);
      texts[i] = out.take();
      continue;
    }
    const std::vector<const std::string*> sample = slots_of(*siblings[i]);
    Holes holes(sample.size(), 0);
    for (std::size_t j : alike) mark_differences(sample, *siblings[j], holes);
    const std::size_t number = templates_.size();
    add_template(*siblings[i], holes);
    for (std::size_t j : alike) {
      JsonWriter out;
      write_instance(out, number, *siblings[j], holes);
      texts[j] = out.take();
    }
  }
}

void NodeWriter::write_templates(JsonWriter& out) const {
  if (templates_.empty()) return;
  out.key("t").begin_array();
  for (const std::string& text : templates_) out.raw(text);
  out.end_array();
}

void NodeWriter::write_plain(JsonWriter& out, const Node& node) {
  if (node.is_text()) {
    out.string(node.text);
    return;
  }
  out.begin_array().string(node.tag);
  if (!node.attributes.empty()) {
    out.begin_object();
    for (const Attribute& attribute : node.attributes) out.member(attribute.name, attribute.value);
    out.end_object();
  }
  write_children(out, node);
  out.end_array();
}

void NodeWriter::write_children(JsonWriter& out, const Node& node) {
  std::vector<const Node*> children;
  for (const Node& child : node.children) children.push_back(&child);
  std::vector<std::string> texts;
  write(children, texts);
  for (const std::string& text : texts) out.raw(text);
}

void NodeWriter::add_template(const Node& sample, const Holes& holes) {
  JsonWriter out;
  std::size_t slot = 0;
  std::int64_t hole = 0;
  write_template_node(out, sample, holes, slot, hole);
  templates_.push_back(out.take());
}

void NodeWriter::write_instance(JsonWriter& out, std::size_t number, const Node& node, const Holes& holes) {
  out.begin_array().integer(static_cast<std::int64_t>(number));
  std::size_t slot = 0;
  write_holes(out, node, holes, slot);
  out.end_array();
}

void NodeWriter::write_holes(JsonWriter& out, const Node& node, const Holes& holes, std::size_t& slot) {
  if (node.is_text() && holes[slot++] != 0) out.string(node.text);
  for (const Attribute& attribute : node.attributes) {
    if (holes[slot++] != 0) out.string(attribute.value);
  }
  if (node.open_children) {
    ++slot;
    out.begin_array();
    write_children(out, node);
    out.end_array();
    return;
  }
  for (const Node& child : node.children) write_holes(out, child, holes, slot);
}

}  // namespace parvis::view
