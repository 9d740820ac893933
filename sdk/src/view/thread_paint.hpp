// The patches of a thread from one state to the next. Comments that are the same ones in both states and look
// the same are not drawn at all, so that an answer among ten thousand costs as much as among ten.
#pragma once

#include <string>

#include "parvis/model.hpp"
#include "view/views.hpp"

namespace parvis::view {

class ThreadPaint {
 public:
  // From here on the page shows this.
  void start_from(ThreadState state, ViewContext context);
  // The patch that makes the page show this; a full one when it shows nothing yet. Empty: it does already.
  std::string paint(const ThreadState& state, const ViewContext& context);

 private:
  ThreadState state_;
  ViewContext context_;
  bool shown_ = false;
};

}  // namespace parvis::view
