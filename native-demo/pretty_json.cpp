#include "pretty_json.hpp"

#include <algorithm>

namespace parvis::demo {
namespace {

std::size_t end_of_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return std::min(at + 1, json.size());
}

// Behind the bracket that closes the one at `at`.
std::size_t end_of_group(std::string_view json, std::size_t at) {
  int depth = 0;
  while (at < json.size()) {
    if (json[at] == '"') {
      at = end_of_string(json, at);
      continue;
    }
    if (json[at] == '{' || json[at] == '[') ++depth;
    if ((json[at] == '}' || json[at] == ']') && --depth == 0) return at + 1;
    ++at;
  }
  return json.size();
}

class Printer {
 public:
  Printer(std::string_view json, std::size_t width) : json_(json), width_(width) {}

  std::vector<std::string> print() {
    while (at_ < json_.size()) step();
    flush();
    return std::move(lines_);
  }

 private:
  void step() {
    char c = json_[at_];
    if (c == '"') return take(end_of_string(json_, at_));
    if (c == '{' || c == '[') return open();
    if (c == '}' || c == ']') return close();
    take(at_ + 1);
    if (c == ',') flush();
    if (c == ':') line_ += ' ';
  }
  void open() {
    std::size_t end = end_of_group(json_, at_);
    if (end - at_ + line_.size() + depth_ * 2 <= width_) return take(end);
    take(at_ + 1);
    flush();
    ++depth_;
  }
  void close() {
    flush();
    if (depth_ > 0) --depth_;
    take(at_ + 1);
  }
  void take(std::size_t end) {
    line_ += json_.substr(at_, end - at_);
    at_ = end;
  }
  void flush() {
    if (!line_.empty()) lines_.push_back(std::string(depth_ * 2, ' ') + line_);
    line_.clear();
  }

  std::string_view json_;
  std::size_t width_, at_ = 0, depth_ = 0;
  std::string line_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> pretty_json(std::string_view json, std::size_t width) {
  return Printer(json, width).print();
}

}  // namespace parvis::demo
