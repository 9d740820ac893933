#include <doctest/doctest.h>

#include <cmath>

#include "base/sha256.hpp"
#include "rules/capability.hpp"
#include "rules/cursor.hpp"
#include "rules/emoji.hpp"
#include "rules/hmac.hpp"
#include "rules/mentions.hpp"
#include "rules/ranking.hpp"
#include "store/reaction_counts.hpp"

using namespace parvis;
using namespace parvis::server;

namespace {

bool about(double a, double b) { return std::abs(a - b) < 0.00005; }

}  // namespace

TEST_CASE("the Wilson bound has the values that its formula gives elsewhere") {
  // Computed in Python from the formula, rounded to five places.
  CHECK(wilson_lower_bound(0, 0) == 0);
  CHECK(about(wilson_lower_bound(1, 0), 0.20655));
  CHECK(about(wilson_lower_bound(10, 0), 0.72247));
  CHECK(about(wilson_lower_bound(5, 5), 0.23659));
  CHECK(about(wilson_lower_bound(81, 19), 0.72221));
  CHECK(about(wilson_lower_bound(1, 9), 0.01788));
  CHECK(wilson_lower_bound(0, 10) == doctest::Approx(0));
  CHECK(wilson_lower_bound(100, 10) > wilson_lower_bound(10, 1));
}

TEST_CASE("controversy grows with the votes and with their balance") {
  CHECK(controversy(5, 5) == 10);
  CHECK(controversy(10, 5) == 7.5);
  CHECK(controversy(5, 10) == controversy(10, 5));
  CHECK(controversy(100, 0) == 0);
  CHECK(controversy(0, 3) == 0);
}

TEST_CASE("orders fall back on replies or votes, then on age") {
  const std::vector<RankedRoot> roots = {
      {"a", 0, 0, 0, 3}, {"b", 0, 0, 2, 2}, {"c", 4, 4, 0, 2}, {"d", 0, 0, 0, 0}};
  CHECK(ranked(Sort::kBest, roots) == std::vector<std::string>{"c", "b", "a", "d"});
  CHECK(ranked(Sort::kDiscussed, roots) == std::vector<std::string>{"a", "c", "b", "d"});
  CHECK(ranked(Sort::kControversial, roots) == std::vector<std::string>{"c", "a", "b", "d"});
}

TEST_CASE("one emoji is one, whatever it is made of") {
  for (const char* one : {"❤️", "❤", "😂", "👏🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇫🇷",
                          "1️⃣", "#⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "©️", "⭐"}) {
    CAPTURE(one);
    CHECK(is_emoji(one));
  }
  for (const char* other : {"", "a", "1", "❤️❤️", "😂a", "🇫", "🇫🇷🇩", "\u200D", "😂\u200D", "\uFE0F",
                            "😂 ", "🏽", "\xF0\x9F"}) {
    CAPTURE(other);
    CHECK(!is_emoji(other));
  }
}

TEST_CASE("HMAC-SHA256 has the values of RFC 4231") {
  CHECK(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(
      hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  CHECK(same_secret("abc", "abc"));
  CHECK(!same_secret("abc", "abd"));
  CHECK(!same_secret("abc", "ab"));
}

TEST_CASE("counts of reactions come back as they were packed, sorted and without zeros") {
  std::string packed;
  add_reaction(packed, "😂", 1);
  add_reaction(packed, "❤️", 2);
  add_reaction(packed, "😂", 1);
  CHECK(packed == "❤️ 2\n😂 2");
  add_reaction(packed, "❤️", -2);
  CHECK(unpack_reactions(packed) == std::vector<std::pair<std::string, std::int64_t>>{{"😂", 2}});
  add_reaction(packed, "😂", -2);
  CHECK(packed.empty());
}

TEST_CASE("cursors come back as they were written, and nothing else is one") {
  for (const std::string text :
       {"i.0000000000000000", "ib.0000000000000000.1111111111111111", "r.5.0", "rb.5.7.0000000000000000",
        "p.0000000000000000", "pb.", "s.0000000000000000"}) {
    CAPTURE(text);
    const auto cursor = read_cursor(text);
    CHECK(cursor.has_value());
    if (cursor) CHECK(cursor_text(*cursor) == text);
  }
  for (const char* text :
       {"", "i", "p.", "ib.", "sb.0000000000000000", "s.", "s", "x.0000000000000000", "r.5", "r.-1.0",
        "ii.0000000000000000", "i.0000000000000000.", "r.5.0.0000000000000000.1"}) {
    CAPTURE(text);
    CHECK(!read_cursor(text).has_value());
  }
}

TEST_CASE("a mention starts at a word's beginning and ends with the name") {
  CHECK(mention_at("@Ana, hi", 0).name == "Ana");
  CHECK(mention_at("x @Ana", 2).length == 4);
  CHECK(mention_at("@\"Ana B\" x", 0).name == "Ana B");
  CHECK(mention_at("@\"Ana B\" x", 0).length == 8);
  CHECK(mention_at("@Zoé-M_1.", 0).name == "Zoé-M_1");
  CHECK(mention_at("a@Ana", 1).name.empty());
  CHECK(mention_at("@\"Ana\nB\"", 0).name.empty());
  CHECK(mention_at("@", 0).name.empty());
}

TEST_CASE("a capability opens one visitor's feed of one site") {
  Site shop, other;
  shop.salt = "pepper";
  other.salt = "salt";
  const std::string key = replies_capability(shop, 17);
  CHECK(visitor_of_capability(shop, key) == 17);
  CHECK(visitor_of_capability(other, key) == 0);
  CHECK(visitor_of_capability(shop, "18" + key.substr(2)) == 0);
  CHECK(visitor_of_capability(shop, "") == 0);
}
