#include "rules/counters.hpp"

#include "parvis/text.hpp"
#include "rules/pages.hpp"
#include "rules/visits.hpp"

namespace parvis::server {

namespace {

std::int64_t total_of(const std::vector<NetworkCount>& counts) {
  std::int64_t total = 0;
  for (const NetworkCount& one : counts) total += one.count;
  return total;
}

std::int64_t count_of(const std::vector<NetworkCount>& counts, std::string_view network) {
  for (const NetworkCount& one : counts)
    if (one.network == network) return one.count;
  return 0;
}

}  // namespace

Counted set_like(Writer& writer, const Site& site, RowId visitor, const PageName& name, bool on,
                 std::int64_t now_ms) {
  if (!on && !writer.page(site.id, name.key)) return {name.key};
  const Page page = page_for_writing(writer, site, name, now_ms);
  const bool changed = writer.set_like(page.id, visitor, on, now_ms);
  writer.shows_on_page(page.key);
  return {page.key, page.likes + (changed ? (on ? 1 : -1) : 0)};
}

Counted add_share(Writer& writer, const Site& site, RowId visitor, const PageName& name, Network network,
                  std::int64_t now_ms) {
  const Page page = page_for_writing(writer, site, name, now_ms);
  writer.add_share(page.id, network_name(network), visitor, now_ms);
  writer.shows_on_page(page.key);
  const auto counts = writer.shares(page.id);
  return {page.key, count_of(counts, network_name(network)), total_of(counts)};
}

Counted set_fan(Writer& writer, const Site& site, RowId visitor, std::string_view community, bool on,
                std::int64_t now_ms) {
  writer.set_fan(site.id, community, visitor, on, now_ms);
  writer.shows_in_community(community);
  return {{}, writer.fans(site.id, community)};
}

LikeItem read_like(Reader& reader, const Site& site, const PageName& name) {
  const auto page = reader.page(site.id, name.key);
  return page ? LikeItem{page->key, page->likes} : LikeItem{name.key};
}

ShareItem read_share(Reader& reader, const Site& site, const PageName& name, const Descriptor& asked) {
  ShareItem item;
  item.page = name.key;
  item.url = asked.url.empty() ? name.url : asked.url;
  item.title = asked.title;
  item.image = asked.image;
  std::vector<NetworkCount> counts;
  if (const auto page = reader.page(site.id, name.key)) {
    counts = reader.shares(page->id);
    item.page = page->key;
  }
  for (Network network : asked.networks)
    item.networks.push_back({network, count_of(counts, network_name(network))});
  item.total = total_of(counts);
  return item;
}

FanItem read_fans(Reader& reader, const Site& site, std::string_view community) {
  return {std::string(community), reader.fans(site.id, community)};
}

}  // namespace parvis::server
