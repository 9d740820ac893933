#include "api/embed_forms.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "parvis/text.hpp"
#include "view/build.hpp"

namespace parvis::server {

namespace {

using view::Node;

constexpr std::string_view kPosts[] = {"vote", "react", "delete", "undo"};
constexpr std::string_view kWriters[] = {"post", "post-reply", "post-edit", "post-report"};

// Buttons that open something: the field of the address that says so.
struct Opener {
  std::string_view act, field;
};
constexpr Opener kOpeners[] = {{"reply", "reply"},   {"edit", "edit"},   {"cancel-edit", "edit"},
                               {"report", "report"}, {"under", "under"}, {"reactions", "reactions"}};

bool is_one_of(std::span<const std::string_view> list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::string value_of(const Node& node, std::string_view name) {
  for (const view::Attribute& attribute : node.attributes)
    if (attribute.name == name) return attribute.value;
  return {};
}

void replace(Node& node, std::string_view name, std::string_view value) {
  for (view::Attribute& attribute : node.attributes)
    if (attribute.name == name) return void(attribute.value = value);
  view::set(node, name, value);
}

Node hidden(std::string_view name, std::string_view value) {
  Node field = view::element("input");
  view::set(field, "type", "hidden");
  // Names of attributes must outlive the tree; this is a value.
  view::set(field, "name", name);
  view::set(field, "value", value);
  return field;
}

std::string with_show(const EmbedView& view) {
  QueryFields fields = view.fields();
  std::erase_if(fields, [](const auto& field) { return field.first == "show"; });
  fields.emplace_back("show", view.show);
  return query_text(fields);
}

class Forms {
 public:
  Forms(const EmbedView& view, const FormPlaces& places) : view_(view), places_(places) {}

  void walk(Node& node) const {
    const std::string act = value_of(node, "data-act");
    if (!act.empty()) treat(node, act, value_of(node, "data-arg"));
    for (Node& child : node.children) walk(child);
    if (node.tag == "header") add_sort_button(node);
  }

 private:
  void treat(Node& node, const std::string& act, const std::string& arg) const {
    if (node.tag == "form") return send_form(node, act, arg);
    if (act == "sort") {
      view::set(node, "form", "parvis-sort" + places_.mark);
      view::set(node, "name", "sort");
    }
    if (node.tag != "button") return;
    if (is_one_of(kPosts, act))
      return press(node, "parvis-act", "act", arg.empty() ? act : act + " " + arg, {});
    if (act == "preview") {  // of the form that it stands in
      replace(node, "type", "submit");
      view::set(node, "name", "act");
      return view::set(node, "value", "preview " + arg);
    }
    if (act == "more") return press(node, "parvis-go", "after", places_.next, {});
    if (act == "prev") return press(node, "parvis-go", "after", places_.prev, {});
    if (act == "collapse") return press(node, "parvis-go", "fold", fold_list(arg), arg.substr(2));
    for (const Opener& opener : kOpeners)
      if (act == opener.act) return press(node, "parvis-go", opener.field, arg, arg);
  }

  void press(Node& button, std::string_view form, std::string_view name, std::string_view value,
             const std::string& comment) const {
    replace(button, "type", "submit");
    view::set(button, "form", std::string(form) + places_.mark);
    view::set(button, "name", name);
    view::set(button, "value", value);
    if (!comment.empty()) view::set(button, "formaction", places_.base + view_.path() + "#c-" + comment);
  }

  void send_form(Node& form, const std::string& act, const std::string& arg) const {
    view::set(form, "method", "post");
    view::set(form, "action", places_.base + "act");
    std::vector<Node> fields = {hidden("view", with_show(view_)),
                                hidden("act", arg.empty() ? act : act + " " + arg)};
    if (is_one_of(kWriters, act)) view::set(form, "enctype", "multipart/form-data");
    if (act == "post-edit") fields.push_back(hidden("id", view_.edit));
    if (act == "post-report") fields.push_back(hidden("id", view_.report));
    form.children.insert(form.children.begin(), fields.begin(), fields.end());
  }

  std::string fold_list(std::string_view arg) const {
    const std::string_view id = arg.substr(2);
    std::string list;
    for (const std::string& one : view_.folded)
      if (one != id) list.append(list.empty() ? "" : ",").append(one);
    if (arg.starts_with("1")) list.append(list.empty() ? "" : ",").append(id);
    return list;
  }

  void add_sort_button(Node& bar) const {
    for (std::size_t i = 0; i < bar.children.size(); ++i) {
      if (value_of(bar.children[i], "data-act") != "sort") continue;
      Node button = view::element("button", "plain go");
      view::set(button, "type", "submit");
      view::set(button, "form", "parvis-sort" + places_.mark);
      view::add_text(button, message("embed.sort", places_.language));
      bar.children.insert(bar.children.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(button));
      return;
    }
  }

  const EmbedView& view_;
  const FormPlaces& places_;
};

Node shared_form(std::string_view id, const FormPlaces& places, std::string_view method,
                 std::string_view path) {
  Node form = view::element("form");
  view::set(form, "id", std::string(id) + places.mark);
  view::set(form, "method", method);
  view::set(form, "action", places.base + std::string(path));
  view::set(form, "hidden", "");
  return form;
}

}  // namespace

void make_usable(view::Node& tree, const EmbedView& view, const FormPlaces& places) {
  Forms(view, places).walk(tree);
}

view::Node shared_forms(const EmbedView& view, const FormPlaces& places) {
  Node holder;
  Node act = shared_form("parvis-act", places, "post", "act");
  view::add(act, hidden("view", with_show(view)));
  Node go = shared_form("parvis-go", places, "get", view.path());
  Node sort = shared_form("parvis-sort", places, "get", view.path());
  constexpr std::array<std::string_view, 4> kOfOrder = {"sort", "after", "at", "fold"};
  for (const auto& [name, value] : view.fields()) {
    view::add(go, hidden(name, value));
    if (!is_one_of(kOfOrder, name)) view::add(sort, hidden(name, value));
  }
  view::add(holder, std::move(act));
  view::add(holder, std::move(go));
  view::add(holder, std::move(sort));
  return holder;
}

}  // namespace parvis::server
