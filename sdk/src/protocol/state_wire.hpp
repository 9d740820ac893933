// A widget's state as JSON, for hosts that read it through the C ABI. The members are those of model.hpp
// under the wire's names.
#pragma once

#include <string>
#include <string_view>

#include "parvis/model.hpp"

namespace parvis {

// {"kind","version","phase":"loading|ready|failed","pending","error"?:{"code","name","sentence"}, …}
// like: "count" "liked" "confirmed":{"count","liked"}
std::string write_state(const LikeState& state, std::string_view language);
// fans: "community" "count" "joined" "confirmed":{"count","joined"}
std::string write_state(const FanState& state, std::string_view language);
// share: "url" "title" "image" "total" "networks":[["x",3]…] "instance" "asking_instance"
std::string write_state(const ShareState& state, std::string_view language);
// comments: "sort" "total" "closed" "comments":[…] "mine":[id…] "liked":[id…] "waiting":[id…] "next"
//           "loading_more" "author_name" "draft" "reply_to" "reply_draft"
std::string write_state(const ThreadState& state, std::string_view language);

}  // namespace parvis
