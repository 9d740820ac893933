// Thousands of damaged requests: whatever arrives, the checks end, stay inside their limits and agree with
// themselves however the bytes are cut.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <variant>

#include "http/body_reader.hpp"
#include "http/compress.hpp"
#include "http/header_check.hpp"

using namespace parvis::server;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

std::string damage(std::string bytes, Random& random) {
  const std::string spice("\r\n\0 \t:;,%/?#=0f\xff\x80-+\"", 21);
  for (std::size_t times = 1 + below(random, 4); times > 0; --times) {
    const auto at = below(random, bytes.size());
    const char c = spice[below(random, spice.size())];
    switch (below(random, 4)) {
      case 0:
        bytes[at] = c;
        break;
      case 1:
        bytes.insert(at, 1 + below(random, 3), c);
        break;
      case 2:
        bytes.erase(at, 1 + below(random, 5));
        break;
      default:
        bytes.insert(at, bytes.substr(below(random, bytes.size()), below(random, 40)));
        break;
    }
    if (bytes.empty()) bytes = "x";
  }
  return bytes;
}

// The outcome of reading a chunked body in pieces of up to `piece` bytes.
std::string read_in_pieces(const std::string& bytes, std::size_t piece) {
  RequestHead head;
  head.chunked = true;
  BodyReader reader(head, 1000);
  std::string buffer;
  auto progress = BodyReader::Progress::kMore;
  for (std::size_t at = 0; at < bytes.size() && progress == BodyReader::Progress::kMore; at += piece) {
    buffer += bytes.substr(at, piece);
    progress = reader.feed(buffer);
  }
  if (progress == BodyReader::Progress::kRefused) return "refused " + std::to_string(reader.refusal().status);
  return (progress == BodyReader::Progress::kComplete ? "complete " : "more ") + reader.take();
}

}  // namespace

TEST_CASE("damaged heads are refused or mean one thing only") {
  const std::string good =
      "POST /v1/like?a=%C3%A9&b=1 HTTP/1.1\r\nHost: community.example\r\nContent-Type: text/plain\r\n"
      "Accept-Encoding: gzip, br;q=0.5\r\nContent-Length: 12\r\nConnection: keep-alive\r\n\r\n";
  Random random(20'26);
  int accepted = 0;
  for (int i = 0; i < 30'000; ++i) {
    const std::string bytes = damage(good, random);
    const auto end = find_head_end(bytes, 0);
    if (end == std::string::npos) continue;
    const auto checked = check_head(std::string_view(bytes).substr(0, end), {});
    if (const auto* refusal = std::get_if<Refusal>(&checked)) {
      CHECK(refusal->status >= 400);
      CHECK(!refusal->detail.empty());
      continue;
    }
    ++accepted;
    const auto& head = std::get<RequestHead>(checked);
    CHECK(is_token(head.method));
    CHECK((head.path.starts_with('/') || head.path == "*"));
    CHECK(!(head.chunked && head.content_length > 0));
    CHECK(head.field("host").find_first_of("\r\n, /") == std::string::npos);
    for (const auto& [name, value] : head.fields) CHECK(value.find_first_of("\r\n") == std::string::npos);
    choose_coding(head.field("accept-encoding"));
  }
  CHECK(accepted > 1000);  // the damage is not so great that nothing is tested
}

TEST_CASE("a damaged chunked body reads the same whole or in pieces") {
  const std::string good = "5\r\nhello\r\n1a;x=y\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nTrailer: t\r\n\r\n";
  CHECK(read_in_pieces(good, 1) == "complete helloabcdefghijklmnopqrstuvwxyz");
  Random random(7);
  for (int i = 0; i < 10'000; ++i) {
    const std::string bytes = damage(good, random);
    const std::string whole = read_in_pieces(bytes, bytes.size());
    CHECK(whole == read_in_pieces(bytes, 1));
    CHECK(whole == read_in_pieces(bytes, 7));
  }
}
