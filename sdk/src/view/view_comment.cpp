// One comment: who, when and what.
#include "base/utf8.hpp"
#include "parvis/text.hpp"
#include "view/build.hpp"
#include "view/thread_parts.hpp"

namespace parvis::view {
namespace {

constexpr unsigned kHues = 6;

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

void add_badges(Node& header, const Comment& comment, const ViewContext& context) {
  static constexpr std::string_view kRoles[] = {"", "badge.author", "badge.team", "badge.moderator"};
  if (comment.role != Role::kNone) {
    add_said(header, "span", "badge", kRoles[static_cast<std::size_t>(comment.role)], context);
  }
  if (comment.pinned) add_said(header, "span", "badge pinned", "comment.pinned", context);
  if (comment.featured) add_said(header, "span", "badge featured", "comment.featured", context);
  if (comment.fresh) add_said(header, "span", "badge new", "comment.new", context);
}

void add_fold(Node& header, const Comment& comment, const std::string& label, bool collapsed,
              const ViewContext& context) {
  std::string arg = collapsed ? "0 " : "1 ";
  Node& fold = add_button(header, "fold", "collapse", arg += comment.id);
  set(fold, "aria-expanded", collapsed ? "false" : "true");
  set(fold, "aria-label", with_name(collapsed ? "comment.expand" : "comment.collapse", label, context));
  add_text(fold, collapsed ? said(context, "comment.replies", comment.replies) : "\xE2\x88\x92");
}

void add_header(Node& article, const Comment& comment, const std::string& label, const ThreadState& thread,
                const ViewContext& context) {
  Node& header = add_element(article, "header");
  add_avatar(header, comment, label);
  Node& name = add_labelled(header, "strong", "name", label);
  set(name, "dir", "auto");
  if (!comment.tag.empty()) {
    Node& tag = add_labelled(header, "span", "tag", '#' + comment.tag);
    set_said(tag, "title", "comment.tag", context);
  }
  if (comment.mine) add_said(header, "span", "you", "comment.you", context);
  add_badges(header, comment, context);
  if (comment.pending) {
    const bool waits = thread.offline && comment.mine;
    add_said(header, "span", "when", waits ? "comment.waiting" : "comment.sending", context);
    return;
  }
  // The address of the comment itself.
  Node& link = add_element(header, "a", "when");
  set(link, "href", "#c-" + comment.id);
  Node& time = add_labelled(link, "time", {},
                            format_relative_time(comment.created_ms, context.now_ms, context.language));
  set(time, "datetime", iso_time(comment.created_ms));
  if (comment.edited_ms != 0) add_said(header, "span", "edited", "comment.edited", context);
  if (comment.replies > 0 && !continues_elsewhere(comment, thread)) {
    add_fold(header, comment, label, is_collapsed(comment, thread), context);
  }
}

void add_published(Node& article, const Comment& comment, const ThreadState& thread,
                   const ViewContext& context) {
  const std::string label = author_label(comment, context);
  add_header(article, comment, label, thread, context);
  Node& body = add_element(article, "div", "body");
  set(body, "part", "comment-body");
  // Whatever language it was written in, it is not known to be the page's.
  set(body, "lang", "");
  set(body, "dir", "auto");
  body.open_children = true;
  if (thread.edit.id == comment.id && !comment.pending) {
    add(body, edit_composer(thread, context));
  } else {
    add_rich(body, comment.body, &context);
  }
  if (comment.pending) {
    if (thread.offline && comment.mine) {
      add_said(add_button(article, "plain", "withdraw", comment.id), "comment.withdraw", context);
    }
    return;
  }
  add_footer(article, comment, thread, context);
  if (thread.report.id == comment.id) add(article, report_form(comment, thread, context));
  if (!thread.closed && thread.reply_to == comment.id) add(article, reply_composer(comment, thread, context));
}

void add_gone(Node& article, const Comment& comment, const ThreadState& thread, const ViewContext& context) {
  const bool undo = thread.undo == comment.id;
  const bool hidden = comment.status == CommentStatus::kHidden;
  Node& line = add_said(article, "p", "gone",
                        undo     ? "comment.removed"
                        : hidden ? "comment.hidden"
                                 : "comment.deleted",
                        context);
  if (!undo) return;
  add_said(add_button(line, "plain", "undo", comment.id), "comment.undo", context);
}

}  // namespace

std::string author_label(const Comment& comment, const ViewContext& context) {
  return comment.name.empty() ? said(context, "comment.anonymous") : comment.name;
}

std::string with_name(std::string_view key, const std::string& name, const ViewContext& context) {
  return message(key, context.language, {{"name", name}});
}

Node comment_item(const Comment& comment, const ThreadState& thread, const ViewContext& context) {
  std::string css_class = "comment d0";
  css_class.back() = static_cast<char>('0' + indent_of(comment, thread));
  if (comment.pending) css_class += " pending";
  if (comment.fresh) css_class += " fresh";
  if (!comment.id.empty() && comment.id == thread.at) css_class += " at";
  Node item = element("li", css_class);
  item.key = comment.id;
  set(item, "part", "comment");
  set(item, "id", "c-" + comment.id);
  set(item, "tabindex", "-1");  // the reader may be brought here
  Node& article = add_element(item, "article");
  if (comment.pending) set(article, "aria-busy", "true");
  if (comment.status == CommentStatus::kPublished) {
    set(article, "aria-label", author_label(comment, context));
    add_published(article, comment, thread, context);
  } else {
    add_gone(article, comment, thread, context);
  }
  return item;
}

}  // namespace parvis::view
