// The bytes of a connection: head, framing, body, query and what proxies say. The input is what a client
// sends.
#include "base/utf8.hpp"
#include "fuzz_check.hpp"
#include "http/api_request.hpp"
#include "http/body_reader.hpp"
#include "http/header_check.hpp"

using namespace parvis;
using namespace parvis::server;

namespace {

void check_request(const ApiRequest& request) {
  FUZZ_CHECK(request.path.starts_with('/') || request.path == "*");
  FUZZ_CHECK(utf8_valid(request.path));
  for (const auto& [name, value] : request.query) FUZZ_CHECK(utf8_valid(name) && utf8_valid(value));
  FUZZ_CHECK(!request.client_address.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<Network> kTrusted = {*Network::parse("127.0.0.0/8")};
  std::string rest(test::as_text(data, size));
  // As many requests as the bytes hold, as on a connection that is kept.
  for (int requests = 0; requests < 8; ++requests) {
    const std::size_t end = find_head_end(rest, 0);
    if (end == std::string::npos) return 0;
    FUZZ_CHECK(end <= rest.size());
    auto checked = check_head(std::string_view(rest).substr(0, end), {});
    if (std::holds_alternative<Refusal>(checked)) return 0;
    const RequestHead& head = std::get<RequestHead>(checked);
    FUZZ_CHECK(is_token(head.method));
    FUZZ_CHECK(!(head.chunked && head.content_length > 0));
    rest.erase(0, end);
    constexpr std::size_t kLargest = 4096;
    BodyReader body(head, kLargest);
    if (body.feed(rest) != BodyReader::Progress::kComplete) return 0;
    std::string text = body.take();
    FUZZ_CHECK(text.size() <= kLargest);
    for (const char* peer : {"127.0.0.1", "203.0.113.9"})
      if (const auto request = to_api_request(head, text, peer, kTrusted)) check_request(*request);
  }
  return 0;
}
