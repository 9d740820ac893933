#include "judge.hpp"

#include "../support/check_shape.hpp"

namespace parvis::test {

namespace {

std::string wrong_address(std::string_view address) {
  for (std::string_view good : {"https://", "http://", "mailto:", "/", "#", "?"})
    if (address.starts_with(good)) return address.starts_with("//") ? "an address of any scheme" : "";
  return "an address of another scheme: " + std::string(address);
}

// Takes one ` name="value"` off the front.
std::string take_attribute(std::string_view& inside) {
  inside.remove_prefix(1);
  const std::size_t equals = inside.find("=\"");
  if (equals == inside.npos) {
    const std::string_view rest = inside;
    inside = {};
    return rest == "selected" ? "" : "an attribute without a value: " + std::string(rest);
  }
  const std::string_view name = inside.substr(0, equals);
  const std::size_t end = inside.find('"', equals + 2);
  if (end == inside.npos) return "an attribute that does not end";
  const std::string_view value = inside.substr(equals + 2, end - equals - 2);
  inside.remove_prefix(end + 1);
  if (!attribute_allowed(name)) return "an attribute that is not allowed: " + std::string(name);
  if (value.find('<') != value.npos) return "markup in an attribute";
  return name == "href" ? wrong_address(value) : "";
}

std::string wrong_tag(std::string_view inside) {
  const bool end = inside.starts_with('/');
  if (end) inside.remove_prefix(1);
  const std::string_view name = inside.substr(0, inside.find(' '));
  if (!tag_allowed(name)) return "an element that is not allowed: " + std::string(name);
  inside.remove_prefix(name.size());
  while (!inside.empty()) {
    if (end || inside.front() != ' ') return "something odd in a tag";
    if (std::string wrong = take_attribute(inside); !wrong.empty()) return wrong;
  }
  return {};
}

}  // namespace

std::string wrong_in_html(std::string_view html) {
  for (std::size_t at = 0; (at = html.find('<', at)) != html.npos;) {
    // A > is escaped wherever it is not the end of a tag.
    const std::size_t end = html.find('>', at);
    if (end == html.npos) return "a tag that does not end";
    if (std::string wrong = wrong_tag(html.substr(at + 1, end - at - 1)); !wrong.empty()) return wrong;
    at = end + 1;
  }
  return {};
}

}  // namespace parvis::test
