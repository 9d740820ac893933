// Storage in a folder of the device, for native programs: the visitor's token, the outbox, drafts. One file a
// value, readable by its owner alone. A crash of the program or of the machine leaves each value as it was
// before or after, never in between; a file that was damaged otherwise reads as if it were not there. Several
// processes may use one folder at once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parvis/host.hpp"
#include "parvis/visibility.hpp"

namespace parvis {

class PARVIS_PUBLIC FileStorage final : public Storage {
 public:
  // The folder comes to be at the first set(). An empty path keeps nothing.
  explicit FileStorage(std::string folder);
  ~FileStorage() override;

  std::optional<std::string> get(std::string_view key) override;
  bool set(std::string_view key, std::string_view value) override;
  void remove(std::string_view key) override;

  // $XDG_DATA_HOME/`app`, else ~/.local/share/`app`; empty when there is neither.
  static std::string default_folder(std::string_view app);

 private:
  std::string file_of(std::string_view key) const;

  std::string folder_;
};

}  // namespace parvis
