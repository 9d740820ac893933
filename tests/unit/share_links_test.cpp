#include "model/share_links.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/url.hpp"
#include "base/utf8.hpp"

using namespace parvis;

namespace {

constexpr std::string_view kUrl = "https://shop.example/mug?a=1&b=2";
constexpr std::string_view kTitle = "Une tasse & plus";

std::string link(Network network) {
  return share_link(network, kUrl, kTitle, "https://shop.example/mug.jpg", "mastodon.example");
}

// The value of a parameter of the link, as the network will read it.
std::string parameter(const std::string& link, std::string_view name) {
  const std::size_t mark = link.find('?');
  if (mark == link.npos) return {};
  for (const auto& [key, value] : parse_query(std::string_view(link).substr(mark + 1))) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace

TEST_CASE("every network gets the address and the title where it looks for them") {
  constexpr const char* kU = "https%3A%2F%2Fshop.example%2Fmug%3Fa%3D1%26b%3D2";
  constexpr const char* kT = "Une%20tasse%20%26%20plus";
  const std::string u = kU, t = kT;
  CHECK(link(Network::kFacebook) == "https://www.facebook.com/sharer/sharer.php?u=" + u);
  CHECK(link(Network::kX) == "https://x.com/intent/tweet?text=" + t + "&url=" + u);
  CHECK(link(Network::kThreads) == "https://www.threads.com/intent/post?text=" + t + "&url=" + u);
  CHECK(link(Network::kLinkedIn) == "https://www.linkedin.com/sharing/share-offsite/?url=" + u);
  CHECK(link(Network::kWhatsApp) == "https://wa.me/?text=" + t + "%20" + u);
  CHECK(link(Network::kTelegram) == "https://t.me/share/url?url=" + u + "&text=" + t);
  CHECK(link(Network::kBluesky) == "https://bsky.app/intent/compose?text=" + t + "%0A%0A" + u);
  CHECK(link(Network::kMastodon) == "https://mastodon.example/share?text=" + t + "%20" + u);
  CHECK(link(Network::kReddit) == "https://www.reddit.com/submit?url=" + u + "&title=" + t);
  CHECK(link(Network::kPinterest) == "https://pinterest.com/pin/create/button/?url=" + u +
                                         "&media=https%3A%2F%2Fshop.example%2Fmug.jpg&description=" + t);
  CHECK(link(Network::kEmail) == "mailto:?subject=" + t + "&body=" + u);
  CHECK(link(Network::kCopy) == "");
  CHECK(link(Network::kNative) == "");
}

TEST_CASE("every share link is one that the allow-list of link schemes lets through") {
  for (int i = 0; i < static_cast<int>(Network::kCopy); ++i) CHECK(safe_link(link(static_cast<Network>(i))));
}

TEST_CASE("a page without a title is shared by its address alone") {
  CHECK(share_link(Network::kX, "https://a.example/", "", "", "") ==
        "https://x.com/intent/tweet?url=https%3A%2F%2Fa.example%2F");
  CHECK(share_link(Network::kWhatsApp, "https://a.example/", "", "", "") ==
        "https://wa.me/?text=https%3A%2F%2Fa.example%2F");
  CHECK(share_link(Network::kPinterest, "https://a.example/", "", "", "") ==
        "https://pinterest.com/pin/create/button/?url=https%3A%2F%2Fa.example%2F");
}

TEST_CASE("Mastodon has no link until an instance is known") {
  CHECK(share_link(Network::kMastodon, kUrl, kTitle, "", "") == "");
}

TEST_CASE("a long title is cut to what the network takes, and the address never") {
  std::string title;
  for (int i = 0; i < 400; ++i) title += "é";
  const std::string bluesky = parameter(share_link(Network::kBluesky, kUrl, title, "", ""), "text");
  CHECK(utf8_length(bluesky) == 300);
  CHECK(bluesky.ends_with("…\n\n" + std::string(kUrl)));
  CHECK(utf8_valid(bluesky));
  CHECK(utf8_length(parameter(share_link(Network::kX, kUrl, title, "", ""), "text")) == 256);
  const std::string long_url = "https://shop.example/" + std::string(400, 'x');
  CHECK(parameter(share_link(Network::kBluesky, long_url, title, "", ""), "text") == long_url);
}

TEST_CASE("an instance is understood in every form that readers type") {
  for (const std::string_view typed :
       {"mastodon.social", "https://Mastodon.Social/@me", "http://mastodon.social", "  mastodon.social \n",
        "MASTODON.SOCIAL.", "@me@mastodon.social", "me@mastodon.social", "https://mastodon.social?x#y",
        "mastodon.social/share"}) {
    CAPTURE(typed);
    CHECK(mastodon_host(typed) == "mastodon.social");
  }
  CHECK(mastodon_host("https://a.example\\@b.example") == "a.example");
  CHECK(mastodon_host("xn--bcher-kva.example") == "xn--bcher-kva.example");
}

TEST_CASE("what is no public host name is no instance") {
  for (const std::string_view typed : {"",
                                       " ",
                                       "mastodon",
                                       "localhost",
                                       "printer.local",
                                       "router.lan",
                                       "db.internal",
                                       "1.2.168.192.in-addr.arpa",
                                       "127.0.0.1",
                                       "10.0.0.1",
                                       "[::1]",
                                       "http://[::1]/",
                                       "javascript:alert(1)",
                                       "ftp://a.example",
                                       "data://a.example",
                                       "a.example:3000",
                                       "a..example",
                                       ".example",
                                       "-a.example",
                                       "a-.example",
                                       "a_b.example",
                                       "a b.example",
                                       "a.example%2Fx",
                                       "é.example",

                                       "<b>.example",
                                       "a.e",
                                       "a.1e",
                                       "\"a.example",
                                       "https://",
                                       "@"}) {
    CAPTURE(typed);
    CHECK(mastodon_host(typed) == "");
  }
  CHECK(mastodon_host(std::string(64, 'a') + ".example") == "");
  std::string endless;
  for (int i = 0; i < 100; ++i) endless += "abc.";
  CHECK(mastodon_host(endless + "example") == "");
}
