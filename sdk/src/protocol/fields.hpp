// Reading the members of an answer: absent ones have a default, ones of the wrong type spoil the whole.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace parvis {

class Fields {
 public:
  explicit Fields(JsonValue object) : object_(object), good_(object.is_object()) {}

  void text(std::string_view name, std::string& out) { out = find(name, JsonValue::Type::kString).text(); }
  bool boolean(std::string_view name) { return find(name, JsonValue::Type::kBool).boolean(); }
  // Counts, depths and times: never negative on the wire.
  std::int64_t number(std::string_view name, std::int64_t most = std::numeric_limits<std::int64_t>::max()) {
    const std::int64_t number = find(name, JsonValue::Type::kInteger).integer();
    if (number < 0 || number > most) good_ = false;
    return number;
  }
  JsonValue array(std::string_view name) { return find(name, JsonValue::Type::kArray); }

  void spoil() { good_ = false; }
  bool good() const { return good_; }

 private:
  JsonValue find(std::string_view name, JsonValue::Type type) {
    const JsonValue value = object_[name];
    if (!value) return {};
    if (value.type() != type) good_ = false;
    return value.type() == type ? value : JsonValue();
  }

  JsonValue object_;
  bool good_;
};

}  // namespace parvis
