#include "view/difference.hpp"

#include "view/field_value.hpp"

namespace parvis::view {
namespace {

const std::string* find_attribute(const Node& node, std::string_view name) {
  for (const Attribute& attribute : node.attributes) {
    if (attribute.name == name) return &attribute.value;
  }
  return nullptr;
}

}  // namespace

void Difference::compare(const Node& before, const Node& after) {
  if (after.is_text() && before.text != after.text) begin(kText).string(after.text).end_array();
  compare_attributes(before, after);
  if (after.rows_apart) {
    compare_rows();
  } else {
    compare_children(before, after);
  }
  // After the children: the value of a select is one of its options.
  compare_value(before, after);
}

std::string Difference::take() {
  if (ops_.text().empty()) return {};
  JsonWriter out;
  out.begin_object();
  writer_.write_templates(out);
  out.key("o").begin_array().raw(ops_.text()).end_array().end_object();
  return out.take();
}

JsonWriter& Difference::begin(Op op) {
  ops_.begin_array().integer(op).begin_array();
  for (std::size_t index : path_) ops_.integer(static_cast<std::int64_t>(index));
  return ops_.end_array();
}

void Difference::compare_attributes(const Node& before, const Node& after) {
  for (const Attribute& attribute : after.attributes) {
    if (is_field_value(after, attribute.name)) continue;
    const std::string* old = find_attribute(before, attribute.name);
    if (old == nullptr || *old != attribute.value) {
      begin(kAttribute).string(attribute.name).string(attribute.value).end_array();
    }
  }
  for (const Attribute& attribute : before.attributes) {
    if (is_field_value(after, attribute.name) || find_attribute(after, attribute.name) != nullptr) continue;
    begin(kAttribute).string(attribute.name).null().end_array();
  }
}

void Difference::compare_value(const Node& before, const Node& after) {
  if (!is_field_value(after, "value")) return;
  const std::string* old = find_attribute(before, "value");
  const std::string* now = find_attribute(after, "value");
  const std::string_view old_text = old == nullptr ? std::string_view() : *old;
  const std::string_view new_text = now == nullptr ? std::string_view() : *now;
  if (old_text != new_text) begin(kProperty).string("value").string(new_text).end_array();
}

void Difference::compare_child(std::size_t index, const Node& before, const Node& after) {
  path_.push_back(index);
  compare(before, after);
  path_.pop_back();
}

void Difference::compare_children(const Node& before, const Node& after) {
  const ChildPlan plan = plan_children(before.children, after.children);
  std::vector<const Node*> fresh;
  for (const ChildStep& step : plan.steps) {
    if (step.adds()) fresh.push_back(&after.children[step.source]);
  }
  write_steps(plan, fresh, 0);
  for (std::size_t i = 0; i < after.children.size(); ++i) {
    if (plan.partners[i] == kNoPartner) continue;
    compare_child(i, before.children[plan.partners[i]], after.children[i]);
  }
}

void Difference::write_steps(const ChildPlan& plan, const std::vector<const Node*>& fresh,
                             std::size_t first) {
  std::vector<std::string> texts;
  writer_.write(fresh, texts);
  std::size_t used = 0;
  for (const ChildStep& step : plan.steps) {
    const auto from = static_cast<std::int64_t>(first + step.from);
    const auto to = static_cast<std::int64_t>(first + step.to);
    switch (step.kind) {
      case ChildStep::Kind::kRemove:
        begin(kRemove).integer(from).end_array();
        break;
      case ChildStep::Kind::kMove:
        begin(kMove).integer(from).integer(to).end_array();
        break;
      case ChildStep::Kind::kInsert:
        begin(kInsert).integer(to).raw(texts[used++]).end_array();
        break;
      case ChildStep::Kind::kReplace:
        path_.push_back(first + step.to);
        begin(kReplace).raw(texts[used++]).end_array();
        path_.pop_back();
        break;
    }
  }
}

}  // namespace parvis::view
