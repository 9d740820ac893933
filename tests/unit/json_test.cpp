#include "base/json.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace parvis;

namespace {

bool accepts(std::string_view text) { return JsonDocument::parse(text).ok(); }

std::string refusal(std::string_view text) {
  const auto document = JsonDocument::parse(text);
  if (document.ok()) return "accepted";
  CHECK(document.error().code == ErrorCode::kMalformed);
  return document.error().detail;
}

std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

}  // namespace

TEST_CASE("values are found by name, by place and by walking") {
  const auto parsed = JsonDocument::parse(R"({"a":[1,"two",true,null,{"b":-3}],"":"nameless","c":{}})");
  CHECK(parsed.ok());
  if (!parsed.ok()) return;
  const JsonValue root = parsed.value().root();
  CHECK(root.is_object());
  CHECK(root.size() == 3);
  CHECK(root["a"].size() == 5);
  CHECK(root["a"][std::size_t{0}].integer() == 1);
  CHECK(root["a"][std::size_t{1}].text() == "two");
  CHECK(root["a"][std::size_t{2}].boolean());
  CHECK(root["a"][std::size_t{3}].is_null());
  CHECK(root["a"][std::size_t{4}]["b"].integer() == -3);
  CHECK(root[""].text() == "nameless");
  CHECK(root["c"].size() == 0);
  CHECK_FALSE(root["c"].first());

  std::string keys;
  for (JsonValue member = root.first(); member; member = member.next()) keys.append(member.key()).append("|");
  CHECK(keys == "a||c|");
}

TEST_CASE("asking for what is not there answers the null value, however long the chain") {
  const auto parsed = JsonDocument::parse(R"({"a":[1]})");
  CHECK(parsed.ok());
  if (!parsed.ok()) return;
  const JsonValue root = parsed.value().root();
  CHECK_FALSE(root["x"]["y"][std::size_t{3}]["z"]);
  CHECK_FALSE(root["a"][std::size_t{1}]);
  CHECK_FALSE(root["a"]["not an object"]);
  CHECK_FALSE(root[std::size_t{0}]);
  CHECK_FALSE(JsonValue().first());
  CHECK_FALSE(JsonValue().next());
  CHECK(JsonValue().key() == "");
  CHECK(root["a"].text("otherwise") == "otherwise");
  CHECK(root["a"].integer(5) == 5);
  CHECK(root["a"].boolean(true));
}

TEST_CASE("a document keeps its values when it is moved") {
  auto parsed = JsonDocument::parse(R"({"k":"v"})");
  CHECK(parsed.ok());
  if (!parsed.ok()) return;
  const JsonDocument moved = std::move(parsed).value();
  CHECK(moved.root()["k"].text() == "v");
}

TEST_CASE("integers are read to the ends of 64 bits and not beyond") {
  const auto parsed = JsonDocument::parse("[9223372036854775807,-9223372036854775808,-0]");
  CHECK(parsed.ok());
  if (!parsed.ok()) return;
  CHECK(parsed.value().root()[std::size_t{0}].integer() == INT64_MAX);
  CHECK(parsed.value().root()[std::size_t{1}].integer() == INT64_MIN);
  CHECK(parsed.value().root()[std::size_t{2}].integer() == 0);
  for (const std::string_view text : {"9223372036854775808", "18446744073709551615", "18446744073709551616",
                                      "-9223372036854775809", "1.0", "1e2", "1E400", "-1e-9", "0.0"}) {
    CAPTURE(text);
    CHECK_FALSE(accepts(text));
  }
  CHECK_FALSE(accepts(std::string(100'000, '9')));
}

TEST_CASE("a key may stand once in an object and again in another") {
  CHECK(refusal(R"({"a":1,"b":2,"a":3})").find("duplicate key") == 0);
  CHECK(refusal(R"([{"x":{"é":1,"\u00e9":2}}])").find("duplicate key") == 0);
  CHECK(accepts(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]})"));
}

TEST_CASE("an object of very many members is searched for duplicates in no time") {
  std::string text = "{";
  for (int i = 0; i < 20'000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  CHECK(accepts(text + "\"last\":0}"));
  CHECK(refusal(text + "\"k77\":0}").find("duplicate key") == 0);
}

TEST_CASE("nesting is allowed to the documented depth and a bomb is refused at once") {
  CHECK(accepts(nested(kMaxJsonDepth)));
  CHECK(refusal(nested(kMaxJsonDepth + 1)) == "nested too deeply");
  CHECK(refusal(std::string(5'000'000, '[')) == "nested too deeply");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  CHECK(refusal(objects) == "nested too deeply");
}

TEST_CASE("broken text is refused with the place of the fault") {
  CHECK(refusal("[1,]") == "not JSON at byte 4");
  CHECK(refusal("") == "not JSON at byte 1");
  for (const std::string_view text :
       {"{", "[", "\"", "[1 2]", "{\"a\"}", "{a:1}", "[1]x", "nul", "'a'", "[01]", "[+1]", "// c\n1",
        "[1]/**/", "\"\\x\"", "\"\t\"", "\"\\u12\"", "NaN", "[,]", "{,}"}) {
    CAPTURE(text);
    CHECK_FALSE(accepts(text));
  }
}

TEST_CASE("nothing hides behind a zero byte") {
  CHECK_FALSE(accepts(std::string_view("[1]\0{\"evil\":1}", 15)));
  CHECK_FALSE(accepts(std::string_view("\0", 1)));
  CHECK_FALSE(accepts(std::string_view("\"a\0b\"", 5)));
  CHECK(accepts(R"("\u0000")"));
}

TEST_CASE("strings that are not UTF-8, raw or by lone surrogates, are refused") {
  for (const std::string_view text :
       {"\"\xFF\"", "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "{\"\xE2\x82\":1}", R"("\ud800")",
        R"("\udc00\ud800")", R"("\ud83d x")", R"({"\ud800":1})"}) {
    CHECK_FALSE(accepts(text));
  }
  const auto parsed = JsonDocument::parse(R"("\ud83d\ude42")");
  CHECK(parsed.ok());
  if (parsed.ok()) CHECK(parsed.value().root().text() == "🙂");
}

TEST_CASE("what the writer writes the reader reads back") {
  std::string every_control;
  for (char c = 1; c < 0x20; ++c) every_control.push_back(c);
  every_control += std::string("\0\x7F\"\\/", 5) + "é\u2028\u2029\u202A🙂";
  JsonWriter out;
  out.begin_object().member("text", every_control).member("low", INT64_MIN).member("high", INT64_MAX);
  out.member_bool("yes", true).key("none").null().key("list").begin_array();
  out.integer(0).begin_array().end_array().begin_object().end_object().raw("[1]").string("");
  out.end_array().member(every_control, "key").end_object();
  CHECK(out.text().find('\n') == std::string::npos);
  CHECK(out.text().find("\u2028") == std::string::npos);

  const auto parsed = JsonDocument::parse(out.text());
  CHECK(parsed.ok());
  if (!parsed.ok()) return;
  const JsonValue root = parsed.value().root();
  CHECK(root["text"].text() == every_control);
  CHECK(root["low"].integer() == INT64_MIN);
  CHECK(root["high"].integer() == INT64_MAX);
  CHECK(root["yes"].boolean());
  CHECK(root["none"].is_null());
  CHECK(root["list"].size() == 5);
  CHECK(root[every_control].text() == "key");
}

TEST_CASE("commas stand between values and nowhere else") {
  JsonWriter out;
  out.begin_array().begin_object().member("a", 1).member("b", "c").end_object().integer(-2).end_array();
  CHECK(out.take() == R"([{"a":1,"b":"c"},-2])");
}
