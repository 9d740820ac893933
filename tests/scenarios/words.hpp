// The words of one line of a story.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace parvis::test {

class Words {
 public:
  explicit Words(std::string line) : line_(std::move(line)) {}

  std::string next() {
    const std::size_t end = std::min(line_.find(' ', at_), line_.size());
    std::string word = line_.substr(at_, end - at_);
    at_ = std::min(end + 1, line_.size());
    return word;
  }
  std::int64_t number() { return std::stoll("0" + next()); }
  std::string rest() { return line_.substr(std::exchange(at_, line_.size())); }
  std::string rest_unescaped() {
    std::string text = rest();
    for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) {
      text.replace(at, 2, "\n");
    }
    return text;
  }

 private:
  std::string line_;
  std::size_t at_ = 0;
};

// Where the server paints this one element.
std::string paint_address(const std::string& kind, const nlohmann::ordered_json& options);

}  // namespace parvis::test
