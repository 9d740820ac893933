#include "rules/ids.hpp"

#include <algorithm>

namespace parvis::server {

namespace {

// Crockford's base 32: sorts as its numbers do, holds no letters that are easily confused.
constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kTimeDigits = 9, kCountDigits = 3, kRandomDigits = 4;
constexpr std::uint64_t kCountEnd = 1u << (5 * kCountDigits);

void append(std::string& out, std::uint64_t number, std::size_t digits) {
  for (std::size_t i = digits; i-- > 0;) out += kAlphabet[(number >> (5 * i)) & 31];
}

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  for (char c : digits) number = number << 5 | static_cast<std::uint64_t>(kAlphabet.find(c));
  return number;
}

}  // namespace

NewId next_id(std::string_view last, std::int64_t now_ms, const RandomBytes& random) {
  auto time = static_cast<std::uint64_t>(std::max<std::int64_t>(now_ms, 0));
  std::uint64_t count = 0;
  if (is_id(last)) {
    const std::uint64_t last_time = number_of(last.substr(0, kTimeDigits));
    if (last_time >= time) {
      time = last_time;
      count = number_of(last.substr(kTimeDigits, kCountDigits)) + 1;
      if (count == kCountEnd) {
        ++time;
        count = 0;
      }
    }
  }
  unsigned char bytes[3];
  random(bytes, sizeof bytes);
  NewId id;
  append(id.text, time, kTimeDigits);
  append(id.text, count, kCountDigits);
  append(id.text, std::uint64_t{bytes[0]} << 16 | std::uint64_t{bytes[1]} << 8 | bytes[2], kRandomDigits);
  id.created_ms = static_cast<std::int64_t>(time);
  return id;
}

std::string first_id_at(std::int64_t ms) {
  std::string text;
  append(text, static_cast<std::uint64_t>(std::max<std::int64_t>(ms, 0)), kTimeDigits);
  return text;
}

bool is_id(std::string_view text) {
  return text.size() == kTimeDigits + kCountDigits + kRandomDigits &&
         text.find_first_not_of(kAlphabet) == std::string_view::npos;
}

}  // namespace parvis::server
