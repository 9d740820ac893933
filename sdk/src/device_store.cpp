#include "device_store.hpp"

namespace parvis {

DeviceStore::DeviceStore(Storage& storage, std::string_view server) : storage_(storage), prefix_("parvis:") {
  prefix_.append(server).append(":");
}

std::string DeviceStore::full(std::string_view name) const { return std::string(prefix_).append(name); }

std::string DeviceStore::get(std::string_view name) {
  auto kept = storage_.get(full(name));
  return kept ? std::move(*kept) : std::string();
}

void DeviceStore::set(std::string_view name, std::string_view value) {
  const std::string key = full(name);
  if (value.empty()) {
    storage_.remove(key);
  } else {
    storage_.set(key, value);
  }
}

}  // namespace parvis
