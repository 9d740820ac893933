// Likes, shares and fans: sets of visitors, so the same one counts once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/items.hpp"
#include "rules/page_key.hpp"
#include "store/store.hpp"

namespace parvis::server {

struct Counted {
  std::string page;  // its key; empty for fans
  std::int64_t count = 0;
  std::int64_t total = 0;  // shares: over all networks
};

Counted set_like(Writer& writer, const Site& site, RowId visitor, const PageName& page, bool on,
                 std::int64_t now_ms);
Counted add_share(Writer& writer, const Site& site, RowId visitor, const PageName& page, Network network,
                  std::int64_t now_ms);
Counted set_fan(Writer& writer, const Site& site, RowId visitor, std::string_view community, bool on,
                std::int64_t now_ms);

LikeItem read_like(Reader& reader, const Site& site, const PageName& page);
// `asked` names the networks and what is shared.
ShareItem read_share(Reader& reader, const Site& site, const PageName& page, const Descriptor& asked);
FanItem read_fans(Reader& reader, const Site& site, std::string_view community);

}  // namespace parvis::server
