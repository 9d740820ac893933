// Storage that lives as long as the object: for tests, demos and hosts that must leave no trace.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "parvis/host.hpp"

namespace parvis {

class MemoryStorage : public Storage {
 public:
  std::optional<std::string> get(std::string_view key) override {
    auto found = values_.find(key);
    if (found == values_.end()) return std::nullopt;
    return found->second;
  }
  bool set(std::string_view key, std::string_view value) override {
    values_.insert_or_assign(std::string(key), std::string(value));
    return true;
  }
  void remove(std::string_view key) override {
    if (auto found = values_.find(key); found != values_.end()) values_.erase(found);
  }

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace parvis
