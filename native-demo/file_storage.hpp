// Keeps the reader's token, name and unsent actions in one file that only they can read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "parvis/host.hpp"

namespace parvis::demo {

class FileStorage : public Storage {
 public:
  // The file, and the folder it lies in, come to be at the first set().
  explicit FileStorage(std::string file);

  std::optional<std::string> get(std::string_view key) override;
  bool set(std::string_view key, std::string_view value) override;
  void remove(std::string_view key) override;

 private:
  void read();
  bool write() const;

  std::string file_;
  std::map<std::string, std::string, std::less<>> values_;
};

// $XDG_DATA_HOME/parvis/demo, else ~/.local/share/parvis/demo; empty when there is neither.
std::string default_storage_file();

}  // namespace parvis::demo
