// Takes the bytes of a text/event-stream apart, however they are cut.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parvis {

class EventReader {
 public:
  // The JSON of each event that these bytes complete.
  void read(std::string_view bytes, std::vector<std::string>& events);
  // The stream broke: what was half there is forgotten, as the HTML standard says.
  void restart();

  const std::string& last_id() const { return last_id_; }
  std::int64_t retry_ms() const { return retry_ms_; }  // 0: the server did not say

 private:
  void take_line(std::vector<std::string>& events);
  void take_field(std::string_view name, std::string_view value);

  std::string line_, data_, type_, id_, last_id_;
  std::int64_t retry_ms_ = 0;
  bool after_return_ = false;
};

}  // namespace parvis
