// A thread of any length for measuring: every third comment a reply, some of several lines.
#pragma once

#include <string>

#include "parvis/model.hpp"

namespace parvis::demo {

inline ThreadState long_thread(int size, std::int64_t now_ms) {
  ThreadState state;
  state.version = 1;
  state.status.phase = Phase::kReady;
  state.total = size;
  for (int i = 0; i < size; ++i) {
    Comment comment;
    comment.id = "c" + std::to_string(i);
    comment.depth = i % 3 == 2 ? 1 : 0;
    comment.name = "Reader " + std::to_string(i % 97);
    comment.created_ms = now_ms - i * std::int64_t{60'000};
    std::string text = "Comment number " + std::to_string(i) + ".";
    for (int more = 0; more < i % 7; ++more) text += " It has more to say than the one before it.";
    comment.body = {{RichNode::Kind::kParagraph, "", "", {{RichNode::Kind::kText, text, "", {}}}}};
    state.comments.push_back(std::move(comment));
  }
  return state;
}

}  // namespace parvis::demo
