#include "event_reader.hpp"

#include <charconv>
#include <utility>

namespace parvis {
namespace {

constexpr std::size_t kLongestLine = std::size_t{1} << 20;

}  // namespace

void EventReader::read(std::string_view bytes, std::vector<std::string>& events) {
  for (const char c : bytes) {
    const bool second_half = c == '\n' && after_return_;
    after_return_ = c == '\r';
    if (second_half) continue;
    if (c == '\n' || c == '\r') {
      take_line(events);
    } else if (line_.size() < kLongestLine) {
      line_ += c;
    }
  }
}

void EventReader::restart() {
  line_.clear();
  data_.clear();
  type_.clear();
  after_return_ = false;
}

void EventReader::take_line(std::vector<std::string>& events) {
  const std::string line = std::exchange(line_, {});
  if (!line.empty()) {
    const std::size_t colon = line.find(':');
    std::string_view value =
        colon == std::string::npos ? std::string_view() : std::string_view(line).substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    return take_field(std::string_view(line).substr(0, colon), value);
  }
  last_id_ = id_;
  const std::string data = std::exchange(data_, {});
  if (std::exchange(type_, {}) == "reset") {
    events.emplace_back(R"({"type":"reset"})");
  } else if (!data.empty()) {
    events.push_back(data.substr(0, data.size() - 1));
  }
}

void EventReader::take_field(std::string_view name, std::string_view value) {
  if (name == "data") {
    if (data_.size() < kLongestLine) data_.append(value).append("\n");
  } else if (name == "event") {
    type_ = value;
  } else if (name == "id") {
    if (value.find('\0') == std::string_view::npos) id_ = value;
  } else if (name == "retry") {
    std::int64_t wait = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), wait);
    if (read.ec == std::errc() && read.ptr == value.data() + value.size()) retry_ms_ = wait;
  }
}

}  // namespace parvis
