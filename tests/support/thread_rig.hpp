// A thread of three comments with everything around it in the test's hands.
#pragma once

#include "client_rig.hpp"

namespace parvis::test {

inline std::string comment(const std::string& id, const std::string& parent = "", int depth = 0,
                           int replies = 0, int likes = 0) {
  return R"({"id":")" + id + R"(","parent":")" + parent + R"(","depth":)" + std::to_string(depth) +
         R"(,"name":"Bo","tag":"ab","at":5,"likes":)" + std::to_string(likes) + R"(,"replies":)" +
         std::to_string(replies) + R"(,"body":[["p","text of )" + id + R"("]]})";
}

inline std::string thread_item(const std::string& comments, int total, const std::string& next = "",
                               const std::string& sort = "newest", bool closed = false) {
  return R"({"kind":"comments","page":"mug","sort":")" + sort + R"(","total":)" + std::to_string(total) +
         R"(,"closed":)" + (closed ? "true" : "false") + R"(,"comments":[)" + comments + R"(],"next":")" +
         next + R"("})";
}

inline std::string comment_answer(const std::string& made, int total) {
  return R"({"page":"mug","total":)" + std::to_string(total) + R"(,"comment":)" + made + "}";
}

// c and a are top level; b answers a.
struct ThreadRig : Rig {
  explicit ThreadRig(Sort sort = Sort::kNewest, const std::string& next = "")
      : thread(client, {keyed("mug"), sort}) {
    poll();
    const char* name = sort == Sort::kNewest ? "newest" : sort == Sort::kOldest ? "oldest" : "best";
    reply_items(thread_item(comment("c") + "," + comment("a", "", 0, 1, 4) + "," + comment("b", "a", 1), 3,
                            next, name));
  }
  std::string ids() const {
    std::string all;
    for (const Comment& one : thread.state().comments) all += one.id + " ";
    return all;
  }
  const Comment& at_index(std::size_t index) const { return thread.state().comments[index]; }

  CommentThread thread;
};

// A live event that is in order.
inline void push(Rig& rig, const std::string& json) { CHECK(rig.client.push(json).ok()); }

}  // namespace parvis::test
