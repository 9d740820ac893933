#include "api/embed_view.hpp"

#include <algorithm>
#include <array>

#include "api/answers.hpp"
#include "base/decimal.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "protocol/items_wire.hpp"
#include "rules/ids.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

constexpr std::array<std::string_view, 4> kKinds = {"like", "share", "fans", "comments"};
constexpr std::size_t kShow = 64, kCursor = 200, kNetworks = 200;
constexpr std::size_t kFolded = 50;

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

struct Text {
  std::string_view name;
  std::string* target;
  std::size_t limit;
};

Status check_text(std::string_view name, std::string_view value, std::size_t limit) {
  if (!utf8_valid(value)) return invalid(name, "not UTF-8");
  if (utf8_length(value) > limit) return too_long(name, limit);
  if (has_control(value)) return invalid(name, "control characters");
  return Unit{};
}

Status read_texts(EmbedView& view, const QueryFields& query) {
  const Text texts[] = {{"site", &view.site, limits::kSiteName},
                        {"p", &view.page.key, limits::kPageField},
                        {"address", &view.page.address, limits::kPageField},
                        {"canonical", &view.page.canonical, limits::kPageField},
                        {"lang", &view.language, limits::kSiteName},
                        {"theme", &view.theme, kShow},
                        {"show", &view.show, kShow},
                        {"height", &view.height, kShow},
                        {"networks", &view.networks, kNetworks},
                        {"url", &view.url, limits::kPageField},
                        {"title", &view.title, limits::kTitle},
                        {"image", &view.image, limits::kPageField},
                        {"community", &view.community, limits::kCommunity},
                        {"after", &view.after, kCursor},
                        {"done", &view.done, kShow}};
  for (const auto& [name, value] : query)
    for (const Text& text : texts) {
      if (name != text.name) continue;
      if (const Status fine = check_text(name, value, text.limit); !fine) return fine;
      *text.target = value;
    }
  return Unit{};
}

Status read_ids(EmbedView& view, const QueryFields& query) {
  const std::pair<std::string_view, std::string*> ids[] = {
      {"at", &view.at},         {"under", &view.under},        {"reply", &view.reply}, {"edit", &view.edit},
      {"report", &view.report}, {"reactions", &view.reacting}, {"undo", &view.undo}};
  for (const auto& [name, value] : query)
    for (const auto& [known, target] : ids) {
      if (name != known) continue;
      if (!value.empty() && !is_id(value)) return invalid(name, "not the id of a comment");
      *target = value;
    }
  return Unit{};
}

Status read_choices(EmbedView& view, const QueryFields& query) {
  for (const auto& [name, value] : query) {
    if (name == "sort") {
      const auto sort = sort_from_name(value);
      if (!sort) return invalid(name, "not an order");
      view.sort = *sort;
    } else if (name == "limit") {
      view.limit = read_decimal(value).value_or(0);
      if (view.limit < 1 || view.limit > limits::kRootsPerPage)
        return invalid(name, "must be 1 to " + std::to_string(limits::kRootsPerPage));
    } else if (name == "fold") {
      view.folded = parts_of(value);
      if (view.folded.size() > kFolded || !std::all_of(view.folded.begin(), view.folded.end(), is_id))
        return invalid(name, "not a list of ids of comments");
    }
  }
  return Unit{};
}

}  // namespace

std::vector<std::string> EmbedView::kinds() const { return parts_of(show); }

bool EmbedView::shows(std::string_view kind) const {
  const auto all = kinds();
  return std::find(all.begin(), all.end(), kind) != all.end();
}

QueryFields EmbedView::fields() const {
  QueryFields all = {
      {"site", site},     {"p", page.key},  {"address", page.address}, {"canonical", page.canonical},
      {"lang", language}, {"theme", theme}, {"height", height},        {"networks", networks},
      {"url", url},       {"title", title}, {"image", image},          {"community", community}};
  if (shows("comments")) {
    if (sort != Sort::kNewest) all.emplace_back("sort", sort_name(sort));
    if (limit != EmbedView().limit) all.emplace_back("limit", decimal(limit));
    std::string list;
    for (const std::string& id : folded) list.append(list.empty() ? "" : ",").append(id);
    all.insert(all.end(), {{"after", after}, {"at", at}, {"under", under}, {"fold", list}});
  }
  if (kinds().size() != 1) all.emplace_back("show", show);
  std::erase_if(all, [](const auto& field) { return field.second.empty(); });
  return all;
}

std::string EmbedView::path() const { return kinds().size() == 1 ? show : "page"; }

std::string EmbedView::address() const { return path() + "?" + query_text(fields()); }

Result<EmbedView> read_embed_view(const QueryFields& query, std::string_view show) {
  EmbedView view;
  for (const auto& read : {read_texts, read_ids, read_choices})
    if (const Status fine = read(view, query); !fine) return fine.error();
  if (!show.empty()) view.show = show;
  const auto kinds = view.kinds();
  for (const std::string& kind : kinds)
    if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end() ||
        std::count(kinds.begin(), kinds.end(), kind) > 1)
      return invalid("show", "like, share, fans and comments, each at most once");
  if (kinds.empty()) return invalid("show", "names no widget");
  if (!view.language.empty()) view.language = known_language(view.language);
  if (view.theme != "light" && view.theme != "dark") view.theme.clear();
  if (view.height != "auto") view.height.clear();
  // A cursor leads on from where the thread was opened; it stays marked there only.
  if (!view.after.empty() || !view.under.empty()) view.at.clear();
  return view;
}

std::string query_text(const QueryFields& fields) {
  std::string out;
  for (const auto& [name, value] : fields)
    out.append(out.empty() ? "" : "&").append(name).append("=").append(percent_encode(value));
  return out;
}

}  // namespace parvis::server
