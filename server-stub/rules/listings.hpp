// What listings of pages and feed readers show of the threads of a site.
#pragma once

#include "model/items.hpp"
#include "rules/page_key.hpp"
#include "store/store.hpp"

namespace parvis::server {

CountItem read_count(Reader& reader, const Site& site, const PageName& page);
RecentItem read_recent(Reader& reader, const Site& site, std::int64_t limit);
// These comments with where they stand.
RecentItem with_places(Reader& reader, const Site& site, const std::vector<CommentRow>& rows);

}  // namespace parvis::server
