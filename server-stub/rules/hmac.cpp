#include "rules/hmac.hpp"

#include "base/sha256.hpp"

namespace parvis::server {

namespace {

std::string hashed(std::string_view bytes) {
  const auto hash = sha256(bytes);
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view message) {
  constexpr std::size_t kBlock = 64;
  std::string inner = key.size() > kBlock ? hashed(key) : std::string(key);
  inner.resize(kBlock, '\0');
  std::string outer = inner;
  for (char& c : inner) c = static_cast<char>(c ^ 0x36);
  for (char& c : outer) c = static_cast<char>(c ^ 0x5C);
  return hashed(outer + hashed(inner.append(message)));
}

bool same_secret(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

}  // namespace parvis::server
