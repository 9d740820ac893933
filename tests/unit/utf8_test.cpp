#include "base/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace parvis;

TEST_CASE("well-formed text of every sequence length is valid UTF-8") {
  CHECK(utf8_valid(""));
  CHECK(utf8_valid("plain"));
  CHECK(utf8_valid("é ‰ 漢字 🙂"));
  CHECK(utf8_valid("\xF4\x8F\xBF\xBF"));  // U+10FFFF
  CHECK(utf8_valid(std::string_view("a\0b", 3)));
}

TEST_CASE("overlong forms, surrogates, strays and cut sequences are not valid UTF-8") {
  for (const std::string_view bytes : {"\xC0\x80",
                                       "\xC1\xBF",
                                       "\xE0\x80\xAF",
                                       "\xE0\x9F\xBF",
                                       "\xF0\x80\x80\xAF",
                                       "\xF0\x8F\xBF\xBF",
                                       "\xED\xA0\x80",
                                       "\xED\xBF\xBF",
                                       "\xF4\x90\x80\x80",
                                       "\xF5\x80\x80\x80",
                                       "\xFE",
                                       "\xFF",
                                       "\x80",
                                       "\xBF",
                                       "\xC3",
                                       "\xE2\x82",
                                       "\xF0\x9F\x99",
                                       "\xC3(",
                                       "\xE2(\xA1",
                                       "\xE2\x82(",
                                       "\xF8\x88\x80\x80\x80"}) {
    CHECK_FALSE(utf8_valid(bytes));
    CHECK_FALSE(utf8_valid("before " + std::string(bytes) + " after"));
  }
}

TEST_CASE("length and prefix count code points, not bytes") {
  CHECK(utf8_length("é漢🙂a") == 4);
  CHECK(utf8_prefix("é漢🙂a", 3) == "é漢🙂");
  CHECK(utf8_prefix("é漢🙂a", 0) == "");
  CHECK(utf8_prefix("é", 99) == "é");
}

TEST_CASE("reading goes over broken bytes one at a time as U+FFFD and comes to an end") {
  const std::string_view text = "a\xE2\x82z";
  std::size_t position = 0;
  std::vector<char32_t> read;
  while (position < text.size()) read.push_back(utf8_next(text, position));
  CHECK(read == std::vector<char32_t>{U'a', 0xFFFD, 0xFFFD, U'z'});
  CHECK(utf8_next(text, position) == 0xFFFD);
  CHECK(position == text.size());
}

TEST_CASE("appending and reading agree on every length, and what is no character becomes U+FFFD") {
  for (const char32_t code_point : {U'\x01', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xD7FF', U'\xE000',
                                    U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
    std::string text;
    utf8_append(text, code_point);
    std::size_t position = 0;
    CHECK(utf8_valid(text));
    CHECK(utf8_next(text, position) == code_point);
    CHECK(position == text.size());
  }
  std::string text;
  utf8_append(text, 0xD800);
  utf8_append(text, 0x110000);
  CHECK(text == "\uFFFD\uFFFD");
}
