// One comment: who, when, what, and what can be done with it.
#include <algorithm>

#include "base/utf8.hpp"
#include "parvis/text.hpp"
#include "view/build.hpp"
#include "view/thread_parts.hpp"

namespace parvis::view {
namespace {

constexpr std::int32_t kDeepestIndent = 6;
constexpr unsigned kHues = 6;

std::string with_name(std::string_view key, const std::string& name, const ViewContext& context) {
  return message(key, context.language, {{"name", name}});
}

// A first letter on one of a few colours, the same for the same author: faces without pictures.
void add_avatar(Node& header, const Comment& comment, const std::string& label) {
  unsigned sum = 0;
  for (char c : comment.tag.empty() ? label : comment.tag) sum = sum * 31 + static_cast<unsigned char>(c);
  std::string css_class = "avatar h";
  css_class += static_cast<char>('0' + sum % kHues);
  Node& avatar = add_element(header, "span", css_class);
  set(avatar, "aria-hidden", "true");
  std::string initial(utf8_prefix(label, 1));
  if (initial.size() == 1 && initial[0] >= 'a' && initial[0] <= 'z')
    initial[0] = static_cast<char>(initial[0] - 32);
  add_text(avatar, initial);
}

void add_header(Node& article, const Comment& comment, const std::string& label, const ViewContext& context) {
  Node& header = add_element(article, "header");
  add_avatar(header, comment, label);
  Node& name = add_labelled(header, "strong", "name", label);
  set(name, "dir", "auto");
  if (!comment.tag.empty()) {
    Node& tag = add_labelled(header, "span", "tag", '#' + comment.tag);
    set_said(tag, "title", "comment.tag", context);
  }
  if (comment.mine) add_said(header, "span", "you", "comment.you", context);
  if (comment.pending) {
    add_said(header, "span", "when", "comment.sending", context);
    return;
  }
  Node& time = add_labelled(header, "time", "when",
                            format_relative_time(comment.created_ms, context.now_ms, context.language));
  set(time, "datetime", iso_time(comment.created_ms));
}

void add_like(Node& footer, const Comment& comment, const std::string& label, const ViewContext& context) {
  std::string arg = comment.liked ? "0 " : "1 ";
  Node& like = add_button(footer, "like", "comment-like", arg += comment.id);
  set(like, "aria-pressed", comment.liked ? "true" : "false");
  set(like, "aria-label",
      with_name("comment.like", label, context) + ", " + said(context, "like.count", comment.likes));
  add_icon(like, Icon::kHeart);
  // The count is always there, and hidden by class while it is nothing, so that all comments have one shape.
  add_labelled(like, "span", comment.likes == 0 ? "count none" : "count",
               format_count(comment.likes, context.language));
}

void add_footer(Node& article, const Comment& comment, const std::string& label, const ThreadState& thread,
                const ViewContext& context) {
  Node& footer = add_element(article, "footer");
  add_like(footer, comment, label, context);
  if (!thread.closed) {
    const bool open = thread.reply_to == comment.id;
    Node& reply = add_button(footer, "plain", "reply", open ? std::string_view() : comment.id);
    set(reply, "aria-expanded", open ? "true" : "false");
    set(reply, "aria-label", with_name("comment.reply_to", label, context));
    add_icon(reply, Icon::kReply);
    add_said(reply, "span", {}, "comment.reply", context);
  }
  if (comment.mine) {
    Node& remove = add_button(footer, "plain", "delete", comment.id);
    add_icon(remove, Icon::kTrash);
    add_said(remove, "span", {}, "comment.delete", context);
  }
}

void add_published(Node& article, const Comment& comment, const ThreadState& thread,
                   const ViewContext& context) {
  const std::string label = author_label(comment, context);
  add_header(article, comment, label, context);
  Node& body = add_element(article, "div", "body");
  set(body, "part", "comment-body");
  // Whatever language it was written in, it is not known to be the page's.
  set(body, "lang", "");
  set(body, "dir", "auto");
  body.open_children = true;
  add_rich(body, comment.body);
  if (comment.pending) return;
  add_footer(article, comment, label, thread, context);
  if (!thread.closed && thread.reply_to == comment.id) add(article, reply_composer(comment, thread, context));
}

}  // namespace

std::string author_label(const Comment& comment, const ViewContext& context) {
  return comment.name.empty() ? said(context, "comment.anonymous") : comment.name;
}

Node comment_item(const Comment& comment, const ThreadState& thread, const ViewContext& context) {
  std::string css_class = "comment d0";
  css_class.back() = static_cast<char>('0' + std::min(comment.depth, kDeepestIndent));
  if (comment.pending) css_class += " pending";
  Node item = element("li", css_class);
  item.key = comment.id;
  set(item, "part", "comment");
  set(item, "id", "c-" + comment.id);
  Node& article = add_element(item, "article");
  if (comment.pending) set(article, "aria-busy", "true");
  if (comment.status == CommentStatus::kPublished) {
    add_published(article, comment, thread, context);
  } else {
    const bool hidden = comment.status == CommentStatus::kHidden;
    add_labelled(article, "p", "gone", said(context, hidden ? "comment.hidden" : "comment.deleted"));
  }
  return item;
}

}  // namespace parvis::view
