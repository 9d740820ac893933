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

Node& add_form_row(Node& form, const ComposerLook& look, const ThreadState& thread, std::string_view draft) {
  set(form, "part", "composer");
  set_action(form, look.act);
  if (thread.status.pending) set(form, "aria-busy", "true");
  add_text_field(form, look, draft);
  add_element(form, "div", "tools");  // the page's to fill
  return add_element(form, "div", "row");
}

// Answers the form's last row, behind the name field and before the send button.
Node& add_fields(Node& form, const ComposerLook& look, const ThreadState& thread, std::string_view draft,
                 const ViewContext& context) {
  Node& row = add_form_row(form, look, thread, draft);
  add_name_field(row, thread, context);
  return row;
}

void add_preview_button(Node& row, Composer composer, const ThreadState& thread, const ViewContext& context) {
  static constexpr std::string_view kArgs[] = {"", "post", "reply", "edit"};
  const bool open = thread.preview.of == composer;
  Node& button = add_button(row, "plain", "preview", kArgs[static_cast<std::size_t>(composer)]);
  set(button, "aria-expanded", open ? "true" : "false");
  add_said(button, open ? "editor.write" : "editor.preview", context);
}

void add_preview(Node& form, Composer composer, const ThreadState& thread, const ViewContext& context) {
  const Preview& preview = thread.preview;
  if (preview.of != composer) return;
  Node& box = add_element(form, "div", "body preview");
  set(box, "part", "preview");
  set(box, "role", "region");
  set_said(box, "aria-label", "editor.preview", context);
  set(box, "dir", "auto");
  box.open_children = true;
  if (preview.loading) {
    add_said(box, "p", {}, "common.loading", context);
  } else if (preview.body.empty()) {
    add_said(box, "p", {}, "editor.preview_empty", context);
  } else {
    add_rich(box, preview.body, &context);
  }
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
  add_preview_button(row, Composer::kPost, thread, context);
  add_send(row, look, context);
  add_preview(form, Composer::kPost, thread, context);
  return form;
}

Node reply_composer(const Comment& comment, const ThreadState& thread, const ViewContext& context) {
  const ComposerLook look{"composer reply-form",
                          "post-reply",
                          "reply-draft",
                          "2",
                          with_name("comment.reply_to", author_label(comment, context), context),
                          "comment.reply"};
  Node form = element("form", look.css_class);
  Node& row = add_fields(form, look, thread, thread.reply_draft, context);
  Node& parent = add_element(row, "input");
  set(parent, "type", "hidden");
  set(parent, "name", "parent");
  set(parent, "value", comment.id);
  add_said(add_button(row, "plain", "reply"), "common.cancel", context);
  add_preview_button(row, Composer::kReply, thread, context);
  add_send(row, look, context);
  add_preview(form, Composer::kReply, thread, context);
  return form;
}

Node edit_composer(const ThreadState& thread, const ViewContext& context) {
  const ComposerLook look{
      "composer edit-form", "post-edit", "edit-draft", "3", said(context, "comment.edit_field"),
      "comment.save"};
  Node form = element("form", look.css_class);
  Node& row = add_form_row(form, look, thread, thread.edit.draft);
  add_said(add_button(row, "plain", "cancel-edit"), "common.cancel", context);
  add_preview_button(row, Composer::kEdit, thread, context);
  add_send(row, look, context);
  add_preview(form, Composer::kEdit, thread, context);
  return form;
}

Node report_form(const Comment& comment, const ThreadState& thread, const ViewContext& context) {
  static constexpr std::string_view kReasons[] = {"spam", "abuse", "illegal", "other"};
  static constexpr std::string_view kKeys[] = {"report.spam", "report.abuse", "report.illegal",
                                               "report.else"};
  Node form = element("form", "report-form");
  set(form, "part", "composer");
  set_action(form, "post-report");
  set(form, "aria-label", with_name("report.title", author_label(comment, context), context));
  Node& select = add_element(form, "select");
  set(select, "part", "select");
  set(select, "name", "reason");
  set_action(select, "report-reason");
  set_said(select, "aria-label", "report.reason", context);
  set(select, "value", thread.report.reason);
  for (std::size_t i = 0; i < std::size(kReasons); ++i) {
    set(add_said(select, "option", {}, kKeys[i], context), "value", kReasons[i]);
  }
  Node& note = add_element(form, "input");
  set(note, "part", "field");
  set(note, "type", "text");
  set(note, "name", "note");
  set_action(note, "report-note");
  set(note, "maxlength", "500");
  set_said(note, "aria-label", "report.note", context);
  set_said(note, "placeholder", "report.note", context);
  set(note, "value", thread.report.note);
  add_said(add_button(form, "plain", "report"), "common.cancel", context);
  Node& send = add_said(form, "button", "primary", "report.send", context);
  set(send, "part", "button");
  set(send, "type", "submit");
  return form;
}

}  // namespace parvis::view
