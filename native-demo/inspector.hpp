// The panel in which developers watch the SDK at work: state, requests, outbox, errors; with switches that
// take the network away, make requests fail and move the clock.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parvis/parvis.hpp"
#include "ui.hpp"
#include "watched_transport.hpp"

namespace parvis::demo {

struct ShownWidget {
  std::string name;
  const WidgetStatus& status;
  std::uint64_t version;
  std::string (*json)(const void* state, std::string_view language);
  const void* state;
};

struct Inspected {
  WatchedTransport& transport;
  Storage& storage;
  std::string outbox_key;
  std::int64_t& clock_shift_ms;
  std::vector<ShownWidget> widgets;
};

class Inspector {
 public:
  void draw(const Ui& ui, const Inspected& what, float width, float height);
  // Takes note of errors; called each frame, seen or not.
  void watch(const Inspected& what, std::int64_t now_ms);

 private:
  enum class Tab : std::uint8_t { kState, kRequests, kOutbox, kErrors };
  struct Seen {
    std::string widget;
    Error error;
    std::int64_t at_ms;
  };

  void switches(const Ui& ui, const Inspected& what, float width);
  void clock(const Ui& ui, const Inspected& what, float width);
  void tabs(const Ui& ui, const Inspected& what, float width);
  void state(const Ui& ui, const Inspected& what, float width);
  void requests(const Ui& ui, const Inspected& what, float width);
  void outbox(const Ui& ui, const Inspected& what);
  void errors(const Ui& ui);
  void lines(const Ui& ui, const std::vector<std::string>& json);

  Tab tab_ = Tab::kState;
  std::size_t widget_ = 0;
  std::int64_t open_request_ = 0;
  std::vector<Seen> errors_;
  std::vector<std::uint64_t> versions_;
  // The JSON of what is shown, made anew when it changes.
  std::string json_of_;
  std::vector<std::string> json_;
};

}  // namespace parvis::demo
