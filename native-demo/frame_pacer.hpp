// Decides when a window draws: after something happened, and when what it shows changes by itself (a spinner,
// the caret, "5 minutes ago"). In between nothing is drawn.
#pragma once

#include <algorithm>

namespace parvis::demo {

class FramePacer {
 public:
  // Dear ImGui takes a few frames to take in what happened in one.
  void something_happened() { awake_ = kFramesAfterAnEvent; }
  bool due(double now) const { return awake_ > 0 || now >= next_; }
  // `wake_in`: seconds after which the picture is old.
  void drawn(double now, double wake_in) {
    awake_ = std::max(0, awake_ - 1);
    next_ = now + wake_in;
  }
  // How long to sleep, if `until_poll` seconds from now the client wants to be called.
  double sleep(double now, double until_poll) const {
    return awake_ > 0 ? 0 : std::clamp(std::min(next_ - now, until_poll), 0.0, kLongest);
  }

 private:
  static constexpr int kFramesAfterAnEvent = 4;
  static constexpr double kLongest = 60;
  int awake_ = kFramesAfterAnEvent;
  double next_ = 0;
};

}  // namespace parvis::demo
