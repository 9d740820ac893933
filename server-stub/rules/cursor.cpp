#include "rules/cursor.hpp"

#include <algorithm>
#include <charconv>

#include "rules/ids.hpp"

namespace parvis::server {

namespace {

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::string_view take_part(std::string_view& rest) {
  const std::size_t dot = std::min(rest.find('.'), rest.size());
  const std::string_view part = rest.substr(0, dot);
  rest.remove_prefix(std::min(dot + 1, rest.size()));
  return part;
}

// What names the top-level comment.
bool take_root(std::string_view& text, Cursor& out) {
  if (out.place == 's') return true;
  if (out.place != 'r') {
    out.root = take_part(text);
    // Pages may start before the last pinned comment, of which none need be left.
    return is_id(out.root) || (out.root.empty() && out.place == 'p' && out.back);
  }
  const auto epoch = number(take_part(text)), rank = number(take_part(text));
  if (!epoch || !rank) return false;
  out.epoch = *epoch;
  out.rank = *rank;
  return true;
}

}  // namespace

std::optional<Cursor> read_cursor(std::string_view text) {
  Cursor cursor;
  if (text.ends_with('.') && text != "pb.") return std::nullopt;
  const std::string_view kind = take_part(text);
  if (kind.empty() || kind.size() > 2 || std::string_view("irps").find(kind[0]) == std::string_view::npos)
    return std::nullopt;
  cursor.place = kind[0];
  cursor.back = kind.size() == 2;
  if (cursor.back && (kind[1] != 'b' || kind[0] == 's')) return std::nullopt;
  if (!take_root(text, cursor)) return std::nullopt;
  cursor.reply = take_part(text);
  const bool needs_reply = cursor.place == 's';
  if (!text.empty() || (cursor.reply.empty() ? needs_reply : !is_id(cursor.reply))) return std::nullopt;
  return cursor;
}

std::string cursor_text(const Cursor& cursor) {
  std::string text(1, cursor.place);
  if (cursor.back) text += 'b';
  if (cursor.place == 'r')
    text.append(".").append(std::to_string(cursor.epoch)).append(".").append(std::to_string(cursor.rank));
  else if (cursor.place != 's')
    text.append(".").append(cursor.root);
  return cursor.reply.empty() ? text : text + "." + cursor.reply;
}

}  // namespace parvis::server
