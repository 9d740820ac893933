#include "rules/author_tag.hpp"

#include "base/sha256.hpp"

namespace parvis::server {

std::string author_tag(const Site& site, RowId visitor) {
  const auto hash = sha256("author tag\n" + site.salt + "\n" + std::to_string(visitor));
  std::string tag;
  for (int i = 0; i < 4; ++i) tag += "0123456789abcdefghjkmnpqrstvwxyz"[hash[i] & 31];
  return tag;
}

}  // namespace parvis::server
