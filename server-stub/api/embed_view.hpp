// What a page for readers without scripts shows, as its address says it: which widgets of which page, and
// what the reader opened there. Every link and form of the page is such an address.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/request.hpp"
#include "model/items.hpp"
#include "parvis/error.hpp"

namespace parvis::server {

using QueryFields = std::vector<std::pair<std::string, std::string>>;

struct EmbedView {
  // What stays while the reader goes on; by the names of QueryFields.
  std::string site, language, theme, show = "comments";  // show: kinds with commas
  PageRef page;
  std::string height;  // "auto": the page says how high it is
  std::string networks, url, title, image, community;
  Sort sort = Sort::kNewest;
  std::int64_t limit = 20;
  std::string after, at, under;
  std::vector<std::string> folded;  // ids of comments whose replies are not shown
  // What was opened or has just happened; gone at the next step.
  std::string reply, edit, report, reacting, undo;
  std::string done;  // "posted", "edited" or "deleted"

  bool shows(std::string_view kind) const;
  std::vector<std::string> kinds() const;
  QueryFields fields() const;   // of what stays
  std::string path() const;     // below /embed/
  std::string address() const;  // below /embed/, of what stays: "page?site=…"
};

// Names that it does not know it leaves out; kInvalidField where a value cannot be meant.
Result<EmbedView> read_embed_view(const QueryFields& query, std::string_view show);
std::string query_text(const QueryFields& fields);

}  // namespace parvis::server
