// What a page asks for: its elements, each with the page it speaks of.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "api/service.hpp"
#include "base/json.hpp"
#include "model/items.hpp"
#include "rules/page_key.hpp"

namespace parvis::server {

struct Element {
  Descriptor descriptor;
  PageName page;  // empty for fans
};

struct PageQuestion {
  std::string site;
  std::string language = "en";
  std::string words;  // the webmaster's own: a JSON object of texts by their keys
  PageRef page;
  std::vector<Element> elements;
  std::size_t threads = 0;
};

// From the query of a read, or piece by piece from a body.
Result<PageQuestion> read_question(const ApiRequest& request);
Status add_element(PageQuestion& question, std::string_view descriptor);

// What the client keeps a state of, and what is only drawn.
using PageItem = std::variant<Item, CountItem, RecentItem>;
void write_page_item(JsonWriter& out, const PageItem& item);  // its members

// Stands for the newest event in answers, whose versions must not know it. No JSON text holds it otherwise.
inline constexpr std::string_view kEventMark = "\x01";

struct PageAnswer {
  std::string event;  // the newest one that the items know of
  Site site;
  std::vector<PageItem> items;
  SeenVersions versions;
};
// The same for every asker, whatever their headers. Also saves new rankings.
Result<PageAnswer> answer_question(Service& service, const PageQuestion& question, std::int64_t now_ms);

}  // namespace parvis::server
