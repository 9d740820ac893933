// The hand-over from a paint to the core behind it: a widget mounted with the seed that its paint was drawn
// from answers only what differs from that paint.
#include <doctest/doctest.h>

#include <string>

#include "../support/apply_patch.hpp"
#include "base/json.hpp"
#include "model/items.hpp"
#include "parvis/parvis.h"
#include "parvis/version.hpp"
#include "protocol/items_wire.hpp"
#include "view/views.hpp"

using namespace parvis;
using parvis::test::apply_patch;
using parvis::test::looks_same;

namespace {

constexpr std::int64_t kNow = 1'791'986'400'000;
constexpr std::string_view kServer = "https://community.example";

parvis_host silent_host() {
  parvis_host host{};
  host.http_send = [](void*, std::int32_t, std::int32_t, const char*, const char*, const char*, std::size_t) {
  };
  host.storage_get = [](void*, const char*, char*, std::size_t) -> std::int32_t { return -1; };
  host.storage_set = [](void*, const char*, const char*, std::size_t) -> std::int32_t { return 0; };
  host.random_bytes = [](void*, unsigned char* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(i);
  };
  return host;
}

ThreadItem thread() {
  ThreadItem item;
  item.page = "mug";
  item.total = 2;
  for (const char* id : {"b", "a"}) {
    Comment comment;
    comment.id = id;
    comment.name = "Ana";
    comment.created_ms = kNow - 120'000;
    item.comments.push_back(comment);
  }
  return item;
}

// {"page":…,"seed":{…}} for an item painted at kNow by the given build.
std::string mount_options(const Item& item, std::string_view build, std::string_view mine) {
  JsonWriter out;
  out.begin_object().key("page").begin_object().member("key", "mug").end_object();
  out.key("seed").begin_object().key("item");
  write_item(out, item);
  out.member("now", kNow).member("build", build).member("format", std::int64_t{1});
  if (!mine.empty()) out.key("mine").raw(mine);
  out.end_object().end_object();
  return out.take();
}

class Page {
 public:
  Page(const char* kind, const std::string& options) {
    const parvis_host host = silent_host();
    const std::string client = R"({"server":"https://community.example"})";
    client_ = parvis_client_new(&host, client.data(), client.size());
    widget_ = parvis_mount(client_, kind, options.data(), options.size());
  }
  ~Page() { parvis_client_free(client_); }
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  std::string paint(std::int64_t now) { return parvis_paint(widget_, static_cast<double>(now)); }
  void act(const char* act, const char* arg) { parvis_dispatch(widget_, act, arg, nullptr, 0); }

 private:
  std::int32_t client_ = 0;
  std::int32_t widget_ = 0;
};

view::ViewContext at(std::int64_t now) { return {"en", std::string(kServer), now}; }

}  // namespace

TEST_CASE("right after the hand-over there is nothing to paint") {
  Page like("like", mount_options(LikeItem{"mug", 12}, build_id(), ""));
  CHECK(like.paint(kNow) == "");
  Page comments("comments", mount_options(thread(), build_id(), ""));
  CHECK(comments.paint(kNow) == "");
}

TEST_CASE("the first paint after the hand-over tells what has changed since the page was drawn") {
  const ThreadItem item = thread();
  view::Node drawn = view_thread(make_thread_state(item), at(kNow));
  Page page("comments", mount_options(item, build_id(), ""));
  const std::int64_t later = kNow + 3'600'000;
  CHECK(apply_patch(drawn, page.paint(later)));
  CHECK(looks_same(drawn, view_thread(make_thread_state(item), at(later))));
}

TEST_CASE("what is the reader's own comes on top of the paint that everybody gets") {
  const LikeItem item{"mug", 12};
  view::Node drawn = view_like(make_like_state(item), at(kNow));
  Page page("like", mount_options(item, build_id(), R"({"liked":true})"));
  CHECK(apply_patch(drawn, page.paint(kNow)));
  LikeState mine = make_like_state(item);
  mine.shown.on = true;
  CHECK(looks_same(drawn, view_like(mine, at(kNow))));
}

TEST_CASE("a click done again after the hand-over paints the pressed button") {
  view::Node drawn = view_like(make_like_state(LikeItem{"mug", 12}), at(kNow));
  Page page("like", mount_options(LikeItem{"mug", 12}, build_id(), ""));
  page.act("like", "1");
  CHECK(apply_patch(drawn, page.paint(kNow)));
  CHECK(to_html(drawn).find("Like, 13 likes") != std::string::npos);
}

TEST_CASE("a paint of another build is replaced whole") {
  Page page("like", mount_options(LikeItem{"mug", 12}, "another", ""));
  CHECK(page.paint(kNow).starts_with("{\"c\":["));
}
