#include "rules/events.hpp"

#include <doctest/doctest.h>

#include "store/memory_store.hpp"

using namespace parvis::server;
using parvis::Error;
using parvis::ErrorCode;
using parvis::Status;
using parvis::Unit;

namespace {

NewEvent likes(const std::string& page, int count) {
  return {page, "like", "{\"page\":\"" + page + "\",\"count\":" + std::to_string(count) + "}", ""};
}

EventQuestion about_mug(const std::string& after) { return {1, {"mug"}, after}; }

}  // namespace

TEST_CASE("a watcher who comes back is told what it missed of its pages, and where it stands") {
  EventHub hub("e");
  hub.publish(1, likes("mug", 1));
  const std::string seen = hub.newest_id();
  CHECK(seen == "e.1");
  hub.publish(1, {"lamp", "comment", "{\"page\":\"lamp\"}"});
  hub.publish(2, {"mug", "comment", "{\"page\":\"mug\"}"});
  hub.publish(1, {"mug", "comment", "{\"page\":\"mug\",\"total\":1}"});
  hub.publish(1, {"", "fans", "{\"community\":\"\",\"count\":7}", ""});
  CHECK(catch_up(hub, about_mug(seen), hub.newest()) ==
        "id: e.4\ndata: {\"type\":\"comment\",\"page\":\"mug\",\"total\":1}\n\n"
        "id: e.5\ndata: {\"type\":\"fans\",\"community\":\"\",\"count\":7}\n\n"
        "id: e.5\n\n");
}

TEST_CASE("of counts that followed one another a watcher is told the last one only") {
  EventHub hub("e");
  for (int count = 1; count <= 3; ++count) hub.publish(1, likes("mug", count));
  const std::string told = catch_up(hub, about_mug("e.0"), hub.newest());
  CHECK(told == "id: e.3\ndata: {\"type\":\"like\",\"page\":\"mug\",\"count\":3}\n\nid: e.3\n\n");
}

TEST_CASE("a watcher without an id starts from now") {
  EventHub hub("e");
  hub.publish(1, likes("mug", 1));
  CHECK(catch_up(hub, about_mug(""), hub.newest()) == "id: e.1\n\n");
}

TEST_CASE("an id that the buffer does not reach back to, or never gave out, resets the watcher") {
  EventHub hub("e", 2);
  for (int count = 1; count <= 4; ++count) hub.publish(1, likes("mug", count));
  CHECK(hub.position("e.2") == 2u);
  for (const char* id : {"e.1", "e.5", "other.3", "e.", "e.x", "e.3.1", "3", "e.99999999999999999999"}) {
    CAPTURE(id);
    CHECK(!hub.position(id));
    CHECK(catch_up(hub, about_mug(id), hub.newest()).starts_with("event: reset\nid: e.4\n"));
  }
}

TEST_CASE("the buffer of events is bounded in bytes too") {
  EventHub hub("e", 1'000, 10'000);
  for (int i = 0; i < 20; ++i)
    hub.publish(1, {"mug", "comment", "{\"text\":\"" + std::string(2'000, 'x') + "\"}"});
  CHECK(!hub.position("e.10"));
  CHECK(hub.position("e.18"));
}

TEST_CASE("an event is told when its write is kept, and never when it is undone") {
  EventHub hub("e");
  const auto store = make_memory_store();
  int calls = 0;
  hub.listen([&] { ++calls; });
  const Status kept = store->write([&](Writer& writer) -> Status {
    hub.publish_after(writer, 1, likes("mug", 1));
    CHECK(hub.newest() == 0);
    return Unit{};
  });
  CHECK(kept.ok());
  CHECK(hub.newest() == 1);
  const Status undone = store->write([&](Writer& writer) -> Status {
    hub.publish_after(writer, 1, likes("mug", 2));
    Error error;
    error.code = ErrorCode::kNotAllowed;
    return error;
  });
  CHECK(!undone.ok());
  CHECK(hub.newest() == 1);
  CHECK(calls == 1);
}
