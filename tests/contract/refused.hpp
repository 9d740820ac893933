// How a refusal looks.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "world.hpp"

namespace parvis::test {

inline std::string repeated(const char* text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

// A refusal is a whole problem document and leaves nothing behind.
inline void check_refused(World& world, const Reply& reply, int status, int code, const std::string& field) {
  CHECK(reply.status == status);
  CHECK(reply.headers.at("content-type") == "application/problem+json");
  CHECK(reply.code() == code);
  CHECK(reply.field() == field);
  CHECK(reply.body.value("status", 0) == status);
  CHECK(reply.body.value("type", "").starts_with("/docs/errors#"));
  CHECK(!reply.body.value("title", "").empty());
  CHECK(reply.headers.at("access-control-allow-origin") == "*");
  CHECK(world.item("like")["count"] == 0);
  CHECK(world.item("comments")["total"] == 0);
}

}  // namespace parvis::test
