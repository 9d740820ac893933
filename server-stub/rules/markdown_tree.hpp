// The safe tree, from what md4c calls while it reads Markdown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/markdown.hpp"

namespace parvis::server {

// Receives md4c's events and keeps the branch of the tree that is open. An element that may not become a
// node (too deep, an unsafe link, the document itself) is entered "flat": its content goes to the node above.
class TreeBuilder {
 public:
  using Kind = RichNode::Kind;

  // What md4c opened: the number of the block or span, which its end must name again.
  static constexpr int block(int type) { return type; }
  static constexpr int span(int type) { return kFirstSpan + type; }

  explicit TreeBuilder(const MarkdownOptions& options) : options_(options) { open_.emplace_back(); }

  void enter(int id, Kind kind, std::string detail = {});
  void enter_flat(int id) { marks_.push_back({id, false}); }
  void enter_link(int id, std::string address);
  void enter_image(int id, std::string address);
  // Where several marks meet, md4c has been seen to end what it never began, and to begin without end.
  void leave(int id);
  void text(std::string_view typed);
  void leaf(Kind kind);
  std::vector<RichNode> take();

 private:
  struct Mark {
    int id;
    bool node;
  };
  static constexpr int kFirstSpan = 1'000;
  static constexpr bool is_span(int id) { return id >= kFirstSpan; }

  void close();
  bool from_allowed_host(std::string_view address) const;

  std::vector<RichNode> open_;  // from the nameless root down
  std::vector<Mark> marks_;     // one per element that md4c has open
  int nodes_ = 0, links_ = 0;
  const MarkdownOptions& options_;
};

}  // namespace parvis::server
