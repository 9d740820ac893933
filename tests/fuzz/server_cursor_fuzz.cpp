// Cursors and other words of a descriptor, ids of events, tokens and keys: whatever a client makes of what it
// was given, the server reads what it asked for or refuses it.
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "demo_server.hpp"

using namespace parvis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static test::DemoServer demo;
  const std::string_view text = test::as_text(data, size);
  if (!utf8_valid(text)) return 0;
  const std::string word = percent_encode(text);
  for (const std::string& element :
       {"comments;p=mug;limit=2;after=" + word, "comments;p=mug;o=oldest;after=" + word,
        "comments;p=mug;o=best;after=" + word, "comments;p=mug;reply=" + word, "like;p=" + word})
    demo.ask({"GET", "/v1/paint", {{"site", "demo"}, {"e", element}}, {}, {}, {}});
  demo.ask({"GET", "/v1/events", {{"site", "demo"}, {"p", "mug"}, {"after", std::string(text)}}, {}, {}, {}});
  for (const char* path : {"/v1/mine", "/v1/me/export", "/v1/like"}) {
    JsonWriter body;
    body.begin_object()
        .member("site", "demo")
        .member("token", text)
        .member("key", text)
        .member_bool("on", true);
    body.key("page").begin_object().member("key", text).end_object();
    body.key("e").begin_array().string(text).end_array().end_object();
    demo.ask({"POST", path, {}, {}, body.take(), {}});
  }
  return 0;
}
