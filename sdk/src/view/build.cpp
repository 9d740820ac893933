#include "view/build.hpp"

#include <utility>

#include "parvis/text.hpp"

namespace parvis::view {
namespace {

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
  node.attributes.push_back({name, std::string(value)});
}

Node& add(Node& parent, Node child) {
  parent.children.push_back(std::move(child));
  return parent.children.back();
}

void add_text(Node& parent, std::string_view text) {
  if (text.empty()) return;
  add_element(parent, {}).text = text;
}

Node& add_element(Node& parent, std::string_view tag, std::string_view css_class) {
  return add(parent, element(tag, css_class));
}

Node& add_labelled(Node& parent, std::string_view tag, std::string_view css_class, std::string_view text) {
  Node& node = add_element(parent, tag, css_class);
  add_text(node, text);
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
  add_labelled(button, "span", {}, message("common.retry", context.language));
}

void add_skeleton(Node& parent, std::string_view css_class, const ViewContext& context) {
  Node& shape = add_element(parent, "div", css_class);
  set(shape, "role", "img");
  set(shape, "aria-label", message("common.loading", context.language));
}

std::string iso_time(std::int64_t ms) {
  std::int64_t seconds = ms / 1000 - (ms % 1000 < 0 ? 1 : 0);
  std::int64_t days = seconds / 86400 - (seconds % 86400 < 0 ? 1 : 0);
  std::int64_t of_day = seconds - days * 86400;
  // Civil date from a day count, after H. Hinnant: years begin in March, in eras of 400 years.
  std::int64_t shifted = days + 719468;
  std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  std::int64_t of_era = shifted - era * 146097;
  std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t march_month = (5 * of_year + 2) / 153;
  std::int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;

  std::string out;
  append_padded(out, year_of_era + era * 400 + (month <= 2 ? 1 : 0), 4);
  out += '-';
  append_padded(out, month, 2);
  out += '-';
  append_padded(out, of_year - (153 * march_month + 2) / 5 + 1, 2);
  out += 'T';
  append_padded(out, of_day / 3600, 2);
  out += ':';
  append_padded(out, of_day / 60 % 60, 2);
  out += ':';
  append_padded(out, of_day % 60, 2);
  out += 'Z';
  return out;
}

}  // namespace parvis::view
