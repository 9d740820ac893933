#include "view/build.hpp"

#include <utility>

#include "model/dates.hpp"
#include "parvis/text.hpp"

namespace parvis::view {
namespace {

constexpr std::int64_t kDay = 86'400'000;

void append_padded(std::string& out, std::int64_t number, int digits) {
  char buffer[8];
  for (int i = digits - 1; i >= 0; --i) {
    buffer[i] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
  out.append(buffer, static_cast<std::size_t>(digits));
}

}  // namespace

Node element(std::string_view tag, std::string_view css_class) {
  Node node;
  node.tag = tag;
  if (!css_class.empty()) set(node, "class", css_class);
  return node;
}

void set(Node& node, std::string_view name, std::string_view value) {
  Attribute& attribute = node.attributes.emplace_back();
  attribute.name = name;
  attribute.value = value;
}

void set(Node& node, std::string_view name, const std::string& value) {
  set(node, name, std::string_view(value));
}

Node& add(Node& parent, Node child) {
  parent.children.push_back(std::move(child));
  return parent.children.back();
}

void add_text(Node& parent, std::string_view text) {
  if (text.empty()) return;
  add_element(parent, {}).text = text;
}

void add_text(Node& parent, const std::string& text) { add_text(parent, std::string_view(text)); }

Node& add_element(Node& parent, std::string_view tag, std::string_view css_class) {
  return add(parent, element(tag, css_class));
}

Node& add_labelled(Node& parent, std::string_view tag, std::string_view css_class, const std::string& text) {
  Node& node = add_element(parent, tag, css_class);
  add_text(node, text);
  return node;
}

std::string said(const ViewContext& context, std::string_view key) { return message(key, context.language); }

std::string said(const ViewContext& context, std::string_view key, std::int64_t count) {
  return plural_message(key, count, context.language);
}

void add_said(Node& parent, std::string_view key, const ViewContext& context) {
  add_text(parent, said(context, key));
}

void set_said(Node& node, std::string_view name, std::string_view key, const ViewContext& context) {
  set(node, name, said(context, key));
}

Node& add_said(Node& parent, std::string_view tag, std::string_view css_class, std::string_view key,
               const ViewContext& context) {
  Node& node = add_element(parent, tag, css_class);
  add_said(node, key, context);
  return node;
}

void add_icon(Node& parent, Icon icon) {
  Node& svg = add_element(parent, "svg", icon_is_outline(icon) ? "line" : "");
  set(svg, "viewBox", "0 0 24 24");
  set(svg, "aria-hidden", "true");
  set(add_element(svg, "path"), "d", icon_path(icon));
}

void set_action(Node& node, std::string_view act, std::string_view arg) {
  set(node, "data-act", act);
  if (!arg.empty()) set(node, "data-arg", arg);
}

Node& add_button(Node& parent, std::string_view css_class, std::string_view act, std::string_view arg) {
  Node& button = add_element(parent, "button", css_class);
  set(button, "type", "button");
  set_action(button, act, arg);
  return button;
}

Node widget_root(std::string_view css_class, const ViewContext& context) {
  Node root;
  Node& box = add_element(root, "div", css_class);
  set(box, "lang", context.language);
  // Where our words do not need it, the page's own direction stays.
  if (reads_right_to_left(context.language)) set(box, "dir", "rtl");
  return root;
}

void add_status(Node& parent, const WidgetStatus& status, const ViewContext& context) {
  Node& line = add_element(parent, "p", "status");
  set(line, "part", "status");
  set(line, "role", "status");
  set(line, "aria-live", "polite");
  if (status.error) add_text(line, error_sentence(*status.error, context.language));
}

void add_retry(Node& parent, const ViewContext& context) {
  Node& button = add_button(parent, "retry", "retry");
  set(button, "part", "retry");
  add_icon(button, Icon::kRetry);
  add_said(button, "span", {}, "common.retry", context);
}

void add_skeleton(Node& parent, std::string_view css_class, const ViewContext& context) {
  Node& shape = add_element(parent, "div", css_class);
  set(shape, "role", "img");
  set_said(shape, "aria-label", "common.loading", context);
}

std::string iso_time(std::int64_t ms) {
  const Date date = date_of(ms);
  const std::int64_t second = (ms % kDay + kDay) % kDay / 1000;
  std::string out;
  append_padded(out, date.year, 4);
  out += '-';
  append_padded(out, date.month, 2);
  out += '-';
  append_padded(out, date.day, 2);
  out += 'T';
  append_padded(out, second / 3600, 2);
  out += ':';
  append_padded(out, second / 60 % 60, 2);
  out += ':';
  append_padded(out, second % 60, 2);
  out += 'Z';
  return out;
}

}  // namespace parvis::view
