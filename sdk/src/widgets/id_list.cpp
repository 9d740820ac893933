#include "widgets/id_list.hpp"

#include <algorithm>

namespace parvis {

bool holds(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void add(std::vector<std::string>& ids, std::string_view id) {
  if (!holds(ids, id)) ids.emplace_back(id);
}

void take_out(std::vector<std::string>& ids, std::string_view id) {
  std::erase_if(ids, [id](const std::string& other) { return other == id; });
}

std::string joined(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) {
    if (!text.empty()) text += ' ';
    text += id;
  }
  return text;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> ids;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    if (end != 0) add(ids, text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return ids;
}

}  // namespace parvis
