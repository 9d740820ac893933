#include <doctest/doctest.h>

#include <string>

#include "protocol/items_wire.hpp"

using namespace parvis;

namespace {

Descriptor of_kind(WidgetKind kind) {
  Descriptor out;
  out.kind = kind;
  return out;
}

Descriptor full_share() {
  Descriptor share = of_kind(WidgetKind::kShare);
  share.page_key = "/mug;1=2&3%";
  share.networks = {Network::kX, Network::kCopy, Network::kMastodon};
  share.url = "https://a.example/?x=1;y=2";
  share.title = "Une tasse, s’il vous plaît";
  share.image = "https://a.example/i.png";
  return share;
}

Descriptor full_comments() {
  Descriptor comments = of_kind(WidgetKind::kComments);
  comments.page_key = "mug";
  comments.sort = Sort::kDiscussed;
  comments.after = "cursor;=%";
  comments.limit = 100;
  comments.reply = "c1";
  comments.at = "c2";
  comments.under = "c3";
  comments.since_ms = 5;
  return comments;
}

Descriptor recent(std::int64_t number) {
  Descriptor out = of_kind(WidgetKind::kRecent);
  out.limit = number;
  return out;
}

}  // namespace

TEST_CASE("descriptors are written as short as they can be") {
  CHECK(write_descriptor(of_kind(WidgetKind::kLike)) == "like");
  CHECK(write_descriptor(of_kind(WidgetKind::kComments)) == "comments");
  CHECK(write_descriptor(full_comments()) ==
        "comments;p=mug;o=discussed;after=cursor%3B%3D%25;limit=100;reply=c1;at=c2;under=c3;since=5");
  Descriptor share = of_kind(WidgetKind::kShare);
  share.networks = {Network::kX, Network::kCopy};
  share.page_key = "/mug";
  CHECK(write_descriptor(share) == "share;p=%2Fmug;n=x,copy");
}

TEST_CASE("descriptors come back as they were written") {
  Descriptor fans = of_kind(WidgetKind::kFans);
  fans.community = "tea; lovers = 🍵";
  for (const Descriptor& descriptor :
       {of_kind(WidgetKind::kLike), of_kind(WidgetKind::kFans), fans, full_share(),
        of_kind(WidgetKind::kComments), full_comments(), of_kind(WidgetKind::kCount), recent(7)}) {
    const std::string text = write_descriptor(descriptor);
    CAPTURE(text);
    const auto read = read_descriptor(text);
    CHECK(read.ok());
    if (read.ok()) CHECK(read.value() == descriptor);
  }
}

TEST_CASE("a share that names no networks gets the default ones") {
  for (const std::string_view text : {"share", "share;n=", "share;u=https%3A%2F%2Fa.example"}) {
    const auto read = read_descriptor(text);
    CHECK(read.ok());
    if (read.ok()) CHECK(read.value().networks == default_networks());
  }
}

TEST_CASE("a list of networks may be escaped whole, and each counts once") {
  const auto read = read_descriptor("share;n=x%2Ccopy,x");
  CHECK(read.ok());
  if (read.ok()) CHECK(read.value().networks == std::vector{Network::kX, Network::kCopy});
}

TEST_CASE("what no widget understands is refused as an invalid field") {
  for (const std::string_view text : {"",
                                      ";",
                                      "Like",
                                      "likes",
                                      "like ",
                                      "like;x=1",
                                      "like;p",
                                      "like;=1",
                                      "like;p=1;p=2",
                                      "like;n=x",
                                      "like;p=%zz",
                                      "like;p=%FF",
                                      "share;n=myspace",
                                      "share;n=x,myspace",
                                      "share;n=X",
                                      "share;c=x",
                                      "fans;p=1;o=best",
                                      "fans;u=x",
                                      "comments;o=top",
                                      "comments;since=0",
                                      "comments;since=x",
                                      "like;since=1",
                                      "recent;n=0",
                                      "recent;n=21",
                                      "count;n=1",
                                      "comments;o=",
                                      "comments;limit=0",
                                      "comments;limit=101",
                                      "comments;limit=-1",
                                      "comments;limit=1e1",
                                      "comments;limit=",
                                      "comments;limit=99999999999999999999",
                                      "comments;c=x",
                                      "like;;p=1"}) {
    CAPTURE(text);
    const auto read = read_descriptor(text);
    CHECK_FALSE(read.ok());
    if (!read.ok()) CHECK(read.error().code == ErrorCode::kInvalidField);
  }
}
