// What a page asks for: its elements, each with the page it speaks of.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "api/service.hpp"
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
  PageRef page;
  std::vector<Element> elements;
  std::size_t threads = 0;
};

// From the query of a read, or piece by piece from a body.
Result<PageQuestion> read_question(const ApiRequest& request);
Status add_element(PageQuestion& question, std::string_view descriptor);

struct PageAnswer {
  Site site;
  std::vector<Item> items;
};
// The same for every asker, whatever their headers. Also saves new rankings.
Result<PageAnswer> answer_question(Service& service, const PageQuestion& question, std::int64_t now_ms);

}  // namespace parvis::server
