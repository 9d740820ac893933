#include "store/memory_tables.hpp"

namespace parvis::server {

std::vector<Belonging> MemoryReader::belongings(RowId visitor) {
  std::vector<Belonging> all;
  const auto site_of = [&](RowId page) { return tables_.pages.at(page).site; };
  for (const auto& [key, member] : tables_.members)
    if (key.second == visitor) all.push_back({"member", key.first, 0, member.name, 0});
  for (const auto& [page, who] : tables_.likes)
    if (who == visitor) all.push_back({"like", site_of(page), page, {}, 0});
  for (const auto& [page, who, network] : tables_.shares)
    if (who == visitor) all.push_back({"share", site_of(page), page, network, 0});
  for (const auto& [site, community, who] : tables_.fans)
    if (who == visitor) all.push_back({"fan", site, 0, community, 0});
  for (const auto& [id, comment] : tables_.comments)
    if (comment.visitor == visitor)
      all.push_back({"comment", site_of(comment.page), comment.page, id, comment.created_ms});
  for (const auto& [key, vote] : tables_.votes)
    if (std::get<1>(key) == visitor) {
      const RowId page = std::get<0>(key);
      all.push_back({"vote", site_of(page), page, std::get<2>(key), 0, vote > 0 ? "for" : "against"});
    }
  for (const auto& [page, who, comment, emoji] : tables_.reactions)
    if (who == visitor) all.push_back({"reaction", site_of(page), page, comment, 0, emoji});
  for (const auto& [key, report] : tables_.reports)
    if (key.second == visitor)
      all.push_back({"report", report.first, 0, key.first, report.second.at_ms, report.second.note});
  return all;
}

}  // namespace parvis::server
