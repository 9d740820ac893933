// The forms that write: the composer of a thread and the one under a comment.
#include "base/decimal.hpp"
#include "model/limits.hpp"
#include "parvis/text.hpp"
#include "view/build.hpp"
#include "view/thread_parts.hpp"

namespace parvis::view {
namespace {

struct ComposerLook {
  std::string_view css_class;
  std::string_view act;
  std::string_view draft_act;
  std::string_view rows;
  std::string label;
  std::string_view send_key;
};

void set_limit(Node& field, std::size_t limit) {
  std::string digits;
  append_decimal(digits, static_cast<std::int64_t>(limit));
  set(field, "maxlength", digits);
}

void add_text_field(Node& form, const ComposerLook& look, std::string_view draft) {
  Node& field = add_element(form, "textarea");
  set(field, "part", "field");
  set(field, "name", "text");
  set_action(field, look.draft_act);
  set(field, "rows", look.rows);
  set_limit(field, kMaxCommentLength);
  set(field, "dir", "auto");
  set(field, "required", "");
  set(field, "placeholder", look.label);
  set(field, "aria-label", look.label);
  set(field, "value", draft);
}

void add_name_field(Node& row, const ThreadState& thread, const ViewContext& context) {
  const std::string label = said(context, "thread.name");
  Node& field = add_element(row, "input");
  set(field, "part", "field");
  set(field, "type", "text");
  set(field, "name", "name");
  set_action(field, "name");
  set_limit(field, kMaxNameLength);
  set(field, "dir", "auto");
  set(field, "autocomplete", "nickname");
  set(field, "placeholder", label);
  set(field, "aria-label", label);
  set(field, "value", thread.author_name);
}

// Answers the form's last row, behind the name field and before the send button.
Node& add_fields(Node& form, const ComposerLook& look, const ThreadState& thread, std::string_view draft,
                 const ViewContext& context) {
  set(form, "part", "composer");
  set_action(form, look.act);
  if (thread.status.pending) set(form, "aria-busy", "true");
  add_text_field(form, look, draft);
  Node& row = add_element(form, "div", "row");
  add_name_field(row, thread, context);
  return row;
}

void add_send(Node& row, const ComposerLook& look, const ViewContext& context) {
  Node& send = add_said(row, "button", "primary", look.send_key, context);
  set(send, "part", "button");
  set(send, "type", "submit");
}

}  // namespace

Node composer(const ThreadState& thread, const ViewContext& context) {
  const ComposerLook look{"composer", "post", "draft", "3", said(context, "thread.write"), "thread.post"};
  Node form = element("form", look.css_class);
  Node& row = add_fields(form, look, thread, thread.draft, context);
  add_send(row, look, context);
  return form;
}

Node reply_composer(const Comment& comment, const ThreadState& thread, const ViewContext& context) {
  const ComposerLook look{
      "composer reply-form",
      "post-reply",
      "reply-draft",
      "2",
      message("comment.reply_to", context.language, {{"name", author_label(comment, context)}}),
      "comment.reply"};
  Node form = element("form", look.css_class);
  Node& row = add_fields(form, look, thread, thread.reply_draft, context);
  Node& parent = add_element(row, "input");
  set(parent, "type", "hidden");
  set(parent, "name", "parent");
  set(parent, "value", comment.id);
  add_said(add_button(row, "plain", "reply"), "common.cancel", context);
  add_send(row, look, context);
  return form;
}

}  // namespace parvis::view
