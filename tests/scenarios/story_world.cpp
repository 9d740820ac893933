// The steps of a story that happen outside the client, and those that look at it.
#include "../support/apply_patch.hpp"
#include "base/url.hpp"
#include "canonical_html.hpp"
#include "protocol/items_wire.hpp"
#include "story.hpp"
#include "words.hpp"

namespace parvis::test {

std::string paint_address(const std::string& kind, const nlohmann::ordered_json& options) {
  Descriptor descriptor;
  descriptor.kind = widget_kind_from_name(kind).value_or(WidgetKind::kLike);
  descriptor.networks = default_networks();
  const auto page = options.value("page", nlohmann::ordered_json::object());
  descriptor.page_key = page.value("key", "");
  descriptor.community = options.value("community", "");
  descriptor.sort = sort_from_name(options.value("sort", "newest")).value_or(Sort::kNewest);
  return "https://c.example/v1/paint?site=shop&lang=en&address=" + percent_encode(page.value("address", "")) +
         "&canonical=" + percent_encode(page.value("canonical", "")) +
         "&e=" + percent_encode(write_descriptor(descriptor));
}

bool Story::do_world_step(const std::string& verb, Words& words) {
  if (verb == "fault") {
    fault_.count = static_cast<int>(words.number());
    fault_.status = static_cast<int>(words.number());
    fault_.retry_after_ms = words.number();
  } else if (verb == "lose") {
    losing_ = static_cast<int>(words.number());
  } else if (verb == "other") {
    const std::string path = words.next();
    write(path, words.rest(),
          {{"token", std::string(43, 'B')}, {"key", "other-" + std::to_string(++others_)}});
  } else if (verb == "owner") {
    const std::string path = "owner/" + words.next();
    write(path, words.rest(), {{"owner_key", server_.owner_key("shop")}});
  } else {
    return false;
  }
  return true;
}

void Story::write(const std::string& path, const std::string& members, nlohmann::ordered_json body) {
  body["site"] = "shop";
  body.update(nlohmann::ordered_json::parse(members));
  const HttpResponse response = server_.answer({"POST", "https://c.example/v1/" + path, body.dump()});
  if (response.status != 200) fail("refused: " + response.body);
}

bool Story::do_check_step(const std::string& verb, Words& words) {
  if (verb == "let") {
    const std::string name = words.next();
    const std::string widget = words.next();
    values_.emplace_back(name, state_at(widget, words.next()));
  } else if (verb == "mark") {
    mark_ = host_.log.size();
  } else if (verb == "expect") {
    expect(words);
  } else {
    return false;
  }
  return true;
}

void Story::expect(Words& words) {
  const std::string what = words.next();
  if (what == "state") {
    expect_state(words);
    return;
  }
  std::string text;
  if (what == "log") {
    for (std::size_t i = mark_; i + 1 < host_.log.size(); ++i) text += host_.log[i] + "\n";
  } else if (const Widget* widget = find(what)) {
    text = canonical_html(widget->tree);
  }
  const bool wanted = words.next() == "has";
  const std::string part = words.rest();
  if ((text.find(part) != std::string::npos) != wanted) fail("but it is: " + text);
}

void Story::expect_state(Words& words) {
  const std::string widget = words.next();
  const std::string found = state_at(widget, words.next());
  if (found != words.rest()) fail("but it is: " + found);
}

std::string Story::state_at(const std::string& widget, const std::string& path) {
  const Widget* found = find(widget);
  if (found == nullptr) return {};
  const char* text = parvis_state(found->handle);
  if (text == nullptr) return {};
  auto value = nlohmann::ordered_json::parse(text, nullptr, false);
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    const std::string step = path.substr(begin, end - begin);
    begin = end + 1;
    if (value.is_array()) {
      const auto index = static_cast<std::size_t>(std::stoul(step));
      value = index < value.size() ? nlohmann::ordered_json(value[index]) : nlohmann::ordered_json();
    } else {
      value = value.is_object() && value.contains(step) ? nlohmann::ordered_json(value[step])
                                                        : nlohmann::ordered_json();
    }
  }
  if (value.is_null()) fail("the state has no " + path + ": " + text);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace parvis::test
