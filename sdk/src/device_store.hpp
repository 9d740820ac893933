// The values that one server's clients keep on the device: "parvis:" + server + ":" begins their names.
#pragma once

#include <string>
#include <string_view>

#include "parvis/host.hpp"

namespace parvis {

class DeviceStore {
 public:
  DeviceStore(Storage& storage, std::string_view server);

  std::string get(std::string_view name);                   // empty: there is none
  void set(std::string_view name, std::string_view value);  // empty: removes it

 private:
  std::string full(std::string_view name) const;

  Storage& storage_;
  std::string prefix_;
};

}  // namespace parvis
