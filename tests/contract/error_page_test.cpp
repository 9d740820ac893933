#include <doctest/doctest.h>

#include "parvis/error.hpp"
#include "world.hpp"

using namespace parvis::test;

TEST_CASE("the type of every error leads to a section that says what to do") {
  World world;
  const Reply page = world.get("/docs/errors", {});
  CHECK(page.status == 200);
  CHECK(page.headers.at("content-type") == "text/html; charset=utf-8");
  int sections = 0;
  for (int number = 1; number < 100; ++number) {
    const auto code = parvis::error_from_number(number);
    if (!code || parvis::error_status(*code) == 0) continue;
    const std::string name(parvis::error_name(*code));
    CAPTURE(name);
    CHECK(page.text.find("<section id=\"" + name + "\">") != std::string::npos);
    ++sections;
  }
  CHECK(sections >= 17);
  const std::string type = world.get("/v1/unknown", {}).body["type"];
  CHECK(type == "/docs/errors#not_found");
}

TEST_CASE("the page of errors is cached by version and allows nothing but its own style") {
  World world;
  const Reply page = world.get("/docs/errors", {});
  const std::string policy = page.headers.at("content-security-policy");
  CHECK(policy.starts_with("default-src 'none'; style-src 'sha256-"));
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(page.text.find(" style=") == std::string::npos);
  CHECK(page.text.find("<script") == std::string::npos);
  CHECK(world.get("/docs/errors", {}, {{"if-none-match", page.headers.at("etag")}}).status == 304);
  CHECK(world.post_text("/docs/errors", "{}").status == 405);
}
