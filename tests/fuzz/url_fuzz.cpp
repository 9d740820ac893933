#include "base/url.hpp"

#include <string>

#include "base/utf8.hpp"
#include "fuzz_check.hpp"
#include "model/share_links.hpp"

using namespace parvis;

namespace {

std::string whole(const Url& url) {
  return url.origin() + url.path + (url.query.empty() ? "" : "?" + url.query) +
         (url.fragment.empty() ? "" : "#" + url.fragment);
}

bool has_control(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
  }
  return false;
}

}  // namespace

// A normal form is its own normal form; escapes come back; nothing with control characters is an address.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = test::as_text(data, size);
  if (const auto url = parse_url(text)) {
    const auto again = parse_url(whole(*url));
    FUZZ_CHECK(again && whole(*again) == whole(*url));
    FUZZ_CHECK(url->path.starts_with('/') && !has_control(whole(*url)));
    FUZZ_CHECK(url->host.find_first_of("@/\\? #%") == std::string::npos);
  }
  if (utf8_valid(text)) FUZZ_CHECK(percent_decode(percent_encode(text)) == text);
  if (const auto decoded = percent_decode(text)) FUZZ_CHECK(utf8_valid(*decoded));
  for (const auto& [name, value] : parse_query(text)) FUZZ_CHECK(utf8_valid(name) && utf8_valid(value));
  if (safe_link(text)) FUZZ_CHECK(!has_control(text) && utf8_valid(text));
  if (const std::string host = mastodon_host(text); !host.empty()) {
    FUZZ_CHECK(mastodon_host(host) == host);
    FUZZ_CHECK(parse_url("https://" + host + "/")->host == host);
  }
  return 0;
}
