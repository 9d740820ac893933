// What can be done with a comment, and the reactions to it or to the page.
#include "parvis/text.hpp"
#include "view/build.hpp"
#include "view/thread_parts.hpp"

namespace parvis::view {
namespace {

void add_vote(Node& footer, const Comment& comment, bool up, const std::string& label,
              const ViewContext& context) {
  const bool given = comment.vote == (up ? 1 : -1);
  const std::int64_t count = up ? comment.likes : comment.down;
  std::string arg = given ? "0 " : up ? "1 " : "-1 ";
  Node& button = add_button(footer, up ? "like" : "dislike", "vote", arg += comment.id);
  set(button, "aria-pressed", given ? "true" : "false");
  set(button, "aria-label",
      with_name(up ? "comment.like" : "comment.dislike", label, context) + ", " +
          said(context, up ? "like.count" : "dislike.count", count));
  if (up) {
    add_icon(button, Icon::kHeart);
  } else {
    set(add_labelled(button, "span", "down", "\xE2\x86\x93"), "aria-hidden", "true");
  }
  // The count is always there, and hidden by class while it is nothing, so that all comments have one shape.
  add_labelled(button, "span", count == 0 ? "count none" : "count", format_count(count, context.language));
}

void add_reaction(Node& bar, const Reaction& reaction, const std::string& id, const ViewContext& context) {
  std::string arg = reaction.on ? "0 " : "1 ";
  Node& button = add_button(bar, "reaction", "react", arg.append(reaction.emoji).append(" ").append(id));
  set(button, "aria-pressed", reaction.on ? "true" : "false");
  set(button, "aria-label",
      message("reaction.with", context.language, {{"emoji", reaction.emoji}}) + ", " +
          said(context, "reaction.count", reaction.count));
  add_text(button, reaction.emoji);
  if (reaction.count != 0)
    add_labelled(button, "span", "count", format_count(reaction.count, context.language));
}

void add_plain(Node& footer, std::string_view act, const Comment& comment, std::string_view key,
               const ViewContext& context) {
  add_said(add_button(footer, "plain", act, comment.id), key, context);
}

bool has(const Comment& comment, const Reaction& wanted) {
  for (const Reaction& one : comment.reactions) {
    if (one.emoji == wanted.emoji) return true;
  }
  return false;
}

// What was given, and behind a button the rest of what the site knows.
void add_comment_reactions(Node& footer, const Comment& comment, const std::string& label,
                           const ThreadState& thread, const ViewContext& context) {
  if (thread.reactions.empty() && comment.reactions.empty()) return;
  Node& bar = add_element(footer, "span", "reactions");
  set(bar, "role", "group");
  set(bar, "aria-label", with_name("reaction.comment", label, context));
  for (const Reaction& one : comment.reactions) add_reaction(bar, one, comment.id, context);
  const bool open = thread.reacting == comment.id;
  Node& more = add_button(bar, "reaction add", "reactions", comment.id);
  set(more, "aria-expanded", open ? "true" : "false");
  set_said(more, "aria-label", "reaction.add", context);
  add_text(more, std::string_view("+"));
  if (!open) return;
  for (const Reaction& known : thread.reactions) {
    if (!has(comment, known)) add_reaction(bar, {known.emoji, 0, false}, comment.id, context);
  }
}

}  // namespace

void add_page_reactions(Node& box, const ThreadState& thread, const ViewContext& context) {
  if (thread.reactions.empty()) return;
  Node& bar = add_element(box, "div", "reactions page");
  set(bar, "part", "reactions");
  set(bar, "role", "group");
  set_said(bar, "aria-label", "reaction.page", context);
  for (const Reaction& one : thread.reactions) add_reaction(bar, one, {}, context);
}

void add_footer(Node& article, const Comment& comment, const ThreadState& thread,
                const ViewContext& context) {
  const std::string label = author_label(comment, context);
  Node& footer = add_element(article, "footer");
  add_vote(footer, comment, true, label, context);
  if (thread.down_votes) add_vote(footer, comment, false, label, context);
  if (!thread.closed) {
    const bool open = thread.reply_to == comment.id;
    Node& reply = add_button(footer, "plain", "reply", open ? std::string_view() : comment.id);
    set(reply, "aria-expanded", open ? "true" : "false");
    set(reply, "aria-label", with_name("comment.reply_to", label, context));
    add_icon(reply, Icon::kReply);
    add_said(reply, "span", {}, "comment.reply", context);
  }
  add_comment_reactions(footer, comment, label, thread, context);
  if (may_edit(comment, thread, context.now_ms)) add_plain(footer, "edit", comment, "comment.edit", context);
  if (comment.mine) {
    Node& remove = add_button(footer, "plain", "delete", comment.id);
    add_icon(remove, Icon::kTrash);
    add_said(remove, "span", {}, "comment.delete", context);
  } else {
    const bool open = thread.report.id == comment.id;
    Node& report = add_button(footer, "plain report", "report", open ? std::string_view() : comment.id);
    set(report, "aria-expanded", open ? "true" : "false");
    add_said(report, "comment.report", context);
  }
  if (continues_elsewhere(comment, thread)) add_plain(footer, "under", comment, "comment.continue", context);
}

}  // namespace parvis::view
