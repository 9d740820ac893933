#include "rules/pages.hpp"

#include "rules/refusal.hpp"

namespace parvis::server {

Page page_for_writing(Writer& writer, const Site& site, const PageName& name, std::int64_t now_ms) {
  if (auto page = writer.page(site.id, name.key)) return *page;
  Page page;
  page.id = writer.add_page(site.id, name.key, name.url, now_ms);
  page.site = site.id;
  page.key = name.key;
  page.url = name.url;
  page.created_ms = now_ms;
  return page;
}

Result<Page> move_page(Writer& writer, const Site& site, const PageName& was, const PageName& now) {
  const auto moved = writer.page(site.id, was.key);
  if (!moved) return refuse(ErrorCode::kNotFound, "nobody has used this page", "was");
  const auto newer = writer.page(site.id, now.key);
  if (!newer)
    writer.add_alias(moved->id, now.key);
  else if (newer->id != moved->id)
    writer.merge_pages(newer->id, moved->id);
  writer.rename_page(moved->id, now.key, now.url);
  return writer.page(site.id, now.key).value_or(*moved);
}

}  // namespace parvis::server
