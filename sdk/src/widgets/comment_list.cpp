#include "widgets/comment_list.hpp"

#include <algorithm>
#include <utility>

namespace parvis {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

void append_paragraph(std::vector<RichNode>& nodes, std::string_view lines) {
  const std::string_view content = trimmed(lines);
  if (content.empty()) return;
  RichNode text;
  text.text = content;
  RichNode paragraph;
  paragraph.kind = RichNode::Kind::kParagraph;
  paragraph.children.push_back(std::move(text));
  nodes.push_back(std::move(paragraph));
}

}  // namespace

bool is_blank(std::string_view text) { return trimmed(text).empty(); }

std::optional<std::size_t> find_comment(const CommentList& comments, std::string_view id, std::size_t from) {
  if (id.empty()) return std::nullopt;
  const std::size_t size = comments.size();
  for (std::size_t step = 0, i = from < size ? from : 0; step < size; ++step, ++i) {
    if (i == size) i = 0;
    if (comments[i].id == id) return i;
  }
  return std::nullopt;
}

std::size_t subtree_end(const CommentList& comments, std::size_t index) {
  std::size_t end = index + 1;
  while (end < comments.size() && comments[end].depth > comments[index].depth) ++end;
  return end;
}

void place_comment(CommentList& comments, Comment comment, Sort sort) {
  std::size_t position = 0;
  while (position < comments.size() && comments[position].pinned) position = subtree_end(comments, position);
  if (sort == Sort::kOldest) position = comments.size();
  comment.depth = 0;
  if (!comment.parent.empty()) {
    const auto parent = find_comment(comments, comment.parent);
    if (!parent) return;
    comment.depth = comments[*parent].depth + 1;
    position = subtree_end(comments, *parent);
  }
  comments.insert(position, std::move(comment));
}

void insert_comment(CommentList& comments, Comment comment, Sort sort) {
  const auto parent = find_comment(comments, comment.parent);
  if (parent) ++comments.edit(*parent).replies;
  place_comment(comments, std::move(comment), sort);
}

void count_reply(CommentList& comments, std::size_t index, std::int64_t change) {
  const auto parent = find_comment(comments, comments[index].parent);
  if (parent) comments.edit(*parent).replies += change;
}

void update_comment(CommentList& comments, std::size_t index, const Comment& now) {
  const Comment& old = comments[index];
  Comment next = now;
  next.depth = old.depth;
  next.vote = old.vote;
  next.mine = old.mine;
  next.fresh = old.fresh;
  for (Reaction& reaction : next.reactions) {
    for (const Reaction& before : old.reactions) {
      if (before.emoji == reaction.emoji) reaction.on = before.on;
    }
  }
  if (!(next == old)) comments.edit(index) = std::move(next);
}

void prepend_comments(CommentList& comments, const CommentList& earlier) {
  std::size_t place = 0;
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    if (const auto known = find_comment(comments, earlier[i].id)) {
      place = *known + 1;
      continue;
    }
    if (const auto parent = find_comment(comments, earlier[i].parent)) {
      if (place <= *parent || place > subtree_end(comments, *parent)) place = *parent + 1;
    }
    comments.insert(place++, earlier[i]);
  }
}

void append_comments(CommentList& comments, const CommentList& later) {
  for (const Comment& comment : later) {
    if (find_comment(comments, comment.id)) continue;
    std::size_t position = comments.size();
    if (const auto parent = find_comment(comments, comment.parent)) position = subtree_end(comments, *parent);
    comments.insert(position, comment);
  }
}

std::int64_t root_count(const CommentList& comments) {
  return std::count_if(comments.begin(), comments.end(),
                       [](const Comment& comment) { return comment.depth == 0; });
}

std::vector<RichNode> plain_paragraphs(std::string_view text) {
  std::vector<RichNode> nodes;
  std::size_t begin = 0;
  for (std::size_t line = 0; line < text.size();) {
    std::size_t line_end = text.find('\n', line);
    if (line_end == std::string_view::npos) line_end = text.size();
    if (is_blank(text.substr(line, line_end - line))) {
      append_paragraph(nodes, text.substr(begin, line - begin));
      begin = line_end;
    }
    line = line_end + 1;
  }
  append_paragraph(nodes, text.substr(begin));
  return nodes;
}

}  // namespace parvis
