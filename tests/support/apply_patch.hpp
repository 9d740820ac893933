// A second reading of the patch stream (sdk/src/view/patch.hpp), onto Node instead of a DOM, strict where the
// browser's applier is forgiving: anything out of range or of the wrong type makes it fail.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "view/node.hpp"

namespace parvis::test {

// Node holds views of literals; names read from JSON are kept here for as long as the program runs.
inline std::string_view interned(std::string_view name) {
  static std::set<std::string, std::less<>> names;
  auto found = names.find(name);
  return found != names.end() ? *found : *names.emplace(name).first;
}

class PatchReader {
 public:
  // False when the text is no valid patch for this tree; the tree is then half changed.
  static bool apply(view::Node& root, std::string_view patch) {
    if (patch.empty()) return true;
    Result<JsonDocument> parsed = JsonDocument::parse(patch);
    if (!parsed.ok()) return false;
    return PatchReader(parsed.value().root()).run(root);
  }

 private:
  explicit PatchReader(JsonValue patch) : patch_(patch) {
    for (JsonValue tree = patch["t"].first(); tree; tree = tree.next()) templates_.push_back(tree);
  }

  bool run(view::Node& root) {
    JsonValue children = patch_["c"];
    if (children.is_array()) {
      root.children.clear();
      for (JsonValue child = children.first(); child; child = child.next()) {
        root.children.push_back(make(child));
      }
    }
    for (JsonValue op = patch_["o"].first(); op && good_; op = op.next()) run_op(root, op);
    return good_;
  }

  void run_op(view::Node& root, JsonValue op) {
    JsonValue kind = op.first();
    JsonValue path = kind.next();
    JsonValue first = path.next();
    JsonValue second = first ? first.next() : JsonValue();
    if (!kind.is_integer() || !path.is_array() || !first) return fail();
    view::Node* node = follow(root, path);
    if (node == nullptr) return;
    switch (kind.integer()) {
      case 0:
        return set_text(*node, first);
      case 1:
        return set_attribute(*node, first.text(), second);
      case 2:
        return second.is_string() ? set_attribute(*node, first.text(), second) : fail();
      case 3:
        return insert(*node, first.integer(-1), second);
      case 4:
        return remove(*node, first.integer(-1));
      case 5:
        return move(*node, first.integer(-1), second.integer(-1));
      case 6:
        return replace(*node, first);
      default:
        return fail();
    }
  }

  view::Node* follow(view::Node& root, JsonValue path) {
    view::Node* node = &root;
    for (JsonValue step = path.first(); step; step = step.next()) {
      const std::int64_t index = step.integer(-1);
      if (!in_range(index, node->children.size())) return fail(), nullptr;
      node = &node->children[static_cast<std::size_t>(index)];
    }
    return node;
  }

  void set_text(view::Node& node, JsonValue text) {
    if (!node.is_text() || !text.is_string()) return fail();
    node.text = text.text();
  }

  void set_attribute(view::Node& node, std::string_view name, JsonValue value) {
    if (node.is_text() || name.empty()) return fail();
    for (std::size_t i = 0; i < node.attributes.size(); ++i) {
      if (node.attributes[i].name != name) continue;
      if (value.is_null()) {
        node.attributes.erase(node.attributes.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        node.attributes[i].value = value.text();
      }
      return;
    }
    if (value.is_null()) return fail();  // a removal of what is not there says too much
    node.attributes.push_back({interned(name), std::string(value.text())});
  }

  // Pointers are 32 bits wide where this runs as WebAssembly.
  static auto child_at(view::Node& parent, std::int64_t index) {
    return parent.children.begin() + static_cast<std::ptrdiff_t>(index);
  }

  void insert(view::Node& parent, std::int64_t index, JsonValue child) {
    if (!parent.text.empty() || !in_range(index, parent.children.size() + 1)) return fail();
    parent.children.insert(parent.children.begin() + static_cast<std::ptrdiff_t>(index), make(child));
  }

  void remove(view::Node& parent, std::int64_t index) {
    if (!in_range(index, parent.children.size())) return fail();
    parent.children.erase(parent.children.begin() + static_cast<std::ptrdiff_t>(index));
  }

  void move(view::Node& parent, std::int64_t from, std::int64_t to) {
    if (!in_range(from, parent.children.size()) || !in_range(to, parent.children.size())) return fail();
    view::Node moved = std::move(parent.children[static_cast<std::size_t>(from)]);
    parent.children.erase(parent.children.begin() + static_cast<std::ptrdiff_t>(from));
    parent.children.insert(parent.children.begin() + static_cast<std::ptrdiff_t>(to), std::move(moved));
  }

  void replace(view::Node& node, JsonValue by) { node = make(by); }

  view::Node make(JsonValue json, JsonValue holes = {}) {
    view::Node node;
    if (json.is_string()) {
      node.text = json.text();
      return node;
    }
    JsonValue head = json.first();
    if (!json.is_array() || !head) return fail(), node;
    if (head.is_integer()) return make_instance(json, head.integer());
    if (!head.is_string() || head.text().empty()) return fail(), node;
    node.tag = interned(head.text());
    JsonValue child = head.next();
    if (child && child.is_object()) {
      read_attributes(node, child, holes);
      child = child.next();
    }
    for (; child; child = child.next()) add_child(node, child, holes);
    return node;
  }

  view::Node make_instance(JsonValue json, std::int64_t number) {
    if (!in_range(number, templates_.size())) return fail(), view::Node();
    return make(templates_[static_cast<std::size_t>(number)], json);
  }

  // Hole k of an instance stands behind its template number.
  JsonValue hole(JsonValue holes, std::int64_t number) {
    if (!holes || number < 0 || static_cast<std::size_t>(number) + 1 >= holes.size())
      return fail(), JsonValue();
    return holes[static_cast<std::size_t>(number) + 1];
  }

  void read_attributes(view::Node& node, JsonValue attributes, JsonValue holes) {
    for (JsonValue value = attributes.first(); value; value = value.next()) {
      JsonValue used = value.is_integer() ? hole(holes, value.integer()) : value;
      if (used.is_string()) {
        node.attributes.push_back({interned(value.key()), std::string(used.text())});
      } else if (!used.is_null()) {
        fail();
      }
    }
  }

  void add_child(view::Node& node, JsonValue child, JsonValue holes) {
    if (!child.is_integer()) {
      node.children.push_back(make(child, holes));
      return;
    }
    JsonValue filling = hole(holes, child.integer());
    if (filling.is_array()) {
      for (JsonValue one = filling.first(); one; one = one.next()) node.children.push_back(make(one));
    } else if (filling.is_string()) {
      node.children.push_back(make(filling));
    } else if (!filling.is_null()) {
      fail();
    }
  }

  static bool in_range(std::int64_t index, std::size_t size) {
    return index >= 0 && static_cast<std::size_t>(index) < size;
  }
  void fail() { good_ = false; }

  JsonValue patch_;
  std::vector<JsonValue> templates_;
  bool good_ = true;
};

// True when a browser would show the same: tags, texts, attributes in any order, children.
inline bool looks_same(const view::Node& a, const view::Node& b) {
  if (a.tag != b.tag || a.text != b.text || a.children.size() != b.children.size()) return false;
  auto sorted = [](const view::Node& node) {
    std::set<std::pair<std::string, std::string>> all;
    for (const view::Attribute& attribute : node.attributes) {
      // A field without a value has the empty one.
      if (attribute.name == "value" && attribute.value.empty()) continue;
      all.emplace(attribute.name, attribute.value);
    }
    return all;
  };
  if (sorted(a) != sorted(b)) return false;
  for (std::size_t i = 0; i < a.children.size(); ++i) {
    if (!looks_same(a.children[i], b.children[i])) return false;
  }
  return true;
}

inline bool apply_patch(view::Node& root, std::string_view patch) { return PatchReader::apply(root, patch); }

}  // namespace parvis::test
