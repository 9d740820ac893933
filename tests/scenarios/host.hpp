// The host of a scenario behind the C ABI: everything it is asked to do goes into the transcript.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "parvis/parvis.h"

namespace parvis::test {

struct OpenRequest {
  std::int32_t client = 0;
  std::int32_t number = 0;
  std::string method, url, body;
};

class ScenarioHost {
 public:
  parvis_host functions();

  std::vector<std::string> log;  // lines of the transcript
  std::vector<OpenRequest> open;
  std::map<std::string, std::string> storage;
  std::map<std::int32_t, std::string> names;  // of widgets

 private:
  static ScenarioHost& of(void* user) { return *static_cast<ScenarioHost*>(user); }
  std::uint32_t random_ = 1;
};

}  // namespace parvis::test
