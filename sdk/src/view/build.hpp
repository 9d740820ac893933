// Small words for writing a view: elements, attributes, text, icons. Out of line on purpose: the views are
// mostly calls to these, and in WebAssembly a call is shorter than an inlined body.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parvis/model.hpp"
#include "view/icons.hpp"
#include "view/node.hpp"
#include "view/views.hpp"

namespace parvis::view {

// Tag and attribute names must be literals (Node keeps views of them). An empty class sets none.
Node element(std::string_view tag, std::string_view css_class = {});
void set(Node& node, std::string_view name, std::string_view value);
void set(Node& node, std::string_view name, const std::string& value);
inline void set(Node& node, std::string_view name, const char* value) {
  set(node, name, std::string_view(value));
}
Node& add(Node& parent, Node child);
// An empty text adds nothing: there are no empty text nodes.
void add_text(Node& parent, std::string_view text);
void add_text(Node& parent, const std::string& text);
Node& add_element(Node& parent, std::string_view tag, std::string_view css_class = {});
Node& add_labelled(Node& parent, std::string_view tag, std::string_view css_class, const std::string& text);
// The catalogue's words, where they need no values.
std::string said(const ViewContext& context, std::string_view key);
std::string said(const ViewContext& context, std::string_view key, std::int64_t count);
void add_said(Node& parent, std::string_view key, const ViewContext& context);
void set_said(Node& node, std::string_view name, std::string_view key, const ViewContext& context);
Node& add_said(Node& parent, std::string_view tag, std::string_view css_class, std::string_view key,
               const ViewContext& context);
void add_icon(Node& parent, Icon icon);

// What a node does when it is used (the DOM contract): data-act and, when given, data-arg.
void set_action(Node& node, std::string_view act, std::string_view arg = {});
Node& add_button(Node& parent, std::string_view css_class, std::string_view act, std::string_view arg = {});

// The nameless holder and the widget's one top element in it, marked with the language of our own words.
Node widget_root(std::string_view css_class, const ViewContext& context);

// The widget's one live region: the last refusal, or why nothing could be loaded.
void add_status(Node& parent, const WidgetStatus& status, const ViewContext& context);
// "Try again", where the first answer could not be had.
void add_retry(Node& parent, const ViewContext& context);
// A grey shape of the widget's size; says "Loading" to those who cannot see it.
void add_skeleton(Node& parent, std::string_view css_class, const ViewContext& context);

// "2026-10-03T14:05:09Z", for <time datetime>.
std::string iso_time(std::int64_t ms);

}  // namespace parvis::view
