#include "people.hpp"

#include <algorithm>

namespace parvis::demo {
namespace {

constexpr std::size_t kMostPeople = 6;
constexpr std::size_t kLongestWish = 40;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with(std::string_view name, std::string_view wish) {
  return wish.size() <= name.size() && std::equal(wish.begin(), wish.end(), name.begin(),
                                                  [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace

std::optional<AskedPerson> asked_person(const EditBuffer& buffer) {
  if (buffer.has_selection()) return std::nullopt;
  std::string_view before = std::string_view(buffer.text()).substr(0, buffer.cursor());
  std::size_t at = before.rfind('@');
  if (at == std::string_view::npos) return std::nullopt;
  bool apart = at == 0 || std::string_view(" \n\t(").find(before[at - 1]) != std::string_view::npos;
  std::string_view wish = before.substr(at + 1);
  if (wish.starts_with('"')) wish.remove_prefix(1);
  bool is_name = wish.size() <= kLongestWish && wish.find_first_of("\"\n") == std::string_view::npos &&
                 !wish.starts_with(' ') && !wish.starts_with('\t');
  if (!apart || !is_name) return std::nullopt;
  return AskedPerson{at, std::string(wish)};
}

std::vector<std::string> people_named(const CommentList& comments, std::string_view wish) {
  std::vector<std::string> out;
  for (const Comment& comment : comments) {
    if (out.size() == kMostPeople) break;
    const std::string& name = comment.name;
    bool can_be_named = !name.empty() && name.find('"') == std::string::npos;
    if (can_be_named && begins_with(name, wish) && std::find(out.begin(), out.end(), name) == out.end())
      out.push_back(name);
  }
  return out;
}

void mention(EditBuffer& buffer, std::size_t from, std::string_view name) {
  std::string words(name);
  if (words.find_first_of(" \t") != std::string::npos) words = '"' + words + '"';
  std::size_t to = buffer.cursor();
  buffer.move_to(from, false);
  buffer.move_to(to, true);
  buffer.insert('@' + words + ' ');
}

}  // namespace parvis::demo
