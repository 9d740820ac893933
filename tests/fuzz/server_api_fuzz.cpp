#include "base/url.hpp"
#include "demo_server.hpp"

using namespace parvis;

// The first line is the method and target, the rest the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static test::DemoServer demo;
  const std::string_view text = test::as_text(data, size);
  const std::string_view line = text.substr(0, text.find('\n'));
  server::ApiRequest request;
  request.method = line.substr(0, line.find(' '));
  const std::string_view target = line.substr(std::min(line.size(), request.method.size() + 1));
  request.path = target.substr(0, target.find('?'));
  if (target.size() > request.path.size())
    request.query = parse_query(target.substr(request.path.size() + 1));
  if (line.size() < text.size()) request.body = text.substr(line.size() + 1);
  demo.ask(request);
  return 0;
}
