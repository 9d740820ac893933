// Answers of a server that lies: the client must come to a value or an error, whatever it is told.
#include "fuzz_check.hpp"
#include "protocol/items_wire.hpp"
#include "protocol/requests.hpp"

using namespace parvis;

namespace {

std::vector<Descriptor> one_of_each() {
  std::vector<Descriptor> out(4);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].kind = static_cast<WidgetKind>(i);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  HttpResponse response{200, 0, std::string(test::as_text(data, size))};
  const auto read = read_read_answer(response, one_of_each());
  if (read.ok()) FUZZ_CHECK(read.value().size() == 4);
  const auto mine = read_mine_answer(response, 4);
  if (mine.ok()) FUZZ_CHECK(mine.value().items.size() == 4);
  for (int verb = 0; verb < kVerbCount; ++verb) {
    (void)read_write_answer(static_cast<Verb>(verb), response);
  }
  for (const int status : {304, 400, 429, 503}) {
    response.status = status;
    (void)response_error(response);
  }
  return 0;
}
