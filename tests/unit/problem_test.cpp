#include <doctest/doctest.h>

#include <string>

#include "protocol/items_wire.hpp"

using namespace parvis;

TEST_CASE("an error has the documented problem document") {
  CHECK(write_problem(Error{ErrorCode::kRateLimited, "20 writes a minute"}, "https://c.example") ==
        R"({"type":"https://c.example/docs/errors#rate_limited",)"
        R"("title":"You are going a little too fast. Try again in a moment.","status":429,)"
        R"("detail":"20 writes a minute","code":31})");
}

TEST_CASE("errors come back as they were sent, the waiting time from the header") {
  for (int number = 1; number < 100; ++number) {
    const auto code = error_from_number(number);
    if (!code || error_status(*code) == 0) continue;
    const Error sent{*code, "why \"this\"", 5000, "text"};
    CHECK(read_problem(write_problem(sent, "https://c.example", "fr"), error_status(*code), 5000) == sent);
  }
}

TEST_CASE("a number that never crosses the wire, or is not known, is read by the status") {
  CHECK(read_problem(R"({"code":10})", 503, 0).code == ErrorCode::kUnavailable);
  CHECK(read_problem(R"({"code":999,"detail":"new"})", 409, 0) == Error{ErrorCode::kNotAllowed, "new"});
  CHECK(read_problem(R"({"code":999})", 429, 7).code == ErrorCode::kRateLimited);
  CHECK(read_problem(R"({"code":-1})", 500, 0).code == ErrorCode::kUnavailable);
}

TEST_CASE("an answer that is no problem document is judged by its status alone") {
  CHECK(read_problem("<html>Bad gateway</html>", 502, 0).code == ErrorCode::kUnavailable);
  CHECK(read_problem("", 413, 0).code == ErrorCode::kTooLarge);
  CHECK(read_problem("slow down", 429, 3000) ==
        Error{ErrorCode::kRateLimited, "the answer is no problem document", 3000});
  CHECK(read_problem("<html>", 403, 0).code == ErrorCode::kBadAnswer);
  CHECK(read_problem("[]", 403, 0).code == ErrorCode::kBadAnswer);
  CHECK(read_problem(R"({"code":"31"})", 404, 0).code == ErrorCode::kBadAnswer);
}
