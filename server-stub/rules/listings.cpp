#include "rules/listings.hpp"

#include <map>

#include "rules/present.hpp"

namespace parvis::server {

CountItem read_count(Reader& reader, const Site& site, const PageName& name) {
  const auto page = reader.page(site.id, name.key);
  return page ? CountItem{page->key, page->comments} : CountItem{name.key};
}

RecentItem read_recent(Reader& reader, const Site& site, std::int64_t limit) {
  return with_places(reader, site, reader.recent(site.id, limit));
}

RecentItem with_places(Reader& reader, const Site& site, const std::vector<CommentRow>& rows) {
  Presenter presenter(reader, site);
  std::map<RowId, Page> pages;
  RecentItem item;
  for (const CommentRow& row : rows) {
    const auto [found, fresh] = pages.try_emplace(row.page);
    if (fresh) found->second = reader.page_by_id(row.page).value_or(Page());
    const Page& page = found->second;
    item.comments.push_back({presenter.comment(row), page.key,
                             page.url.empty() ? std::string() : page.url + "#c-" + row.id,
                             page.title.empty() ? page.key : page.title});
  }
  return item;
}

}  // namespace parvis::server
