// One function per widget: it draws the state and turns what the reader does into verbs. The small structs
// hold what belongs to the drawing only, and live as long as the page is shown.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "edit_buffer.hpp"
#include "outside.hpp"
#include "parvis/parvis.hpp"
#include "ui.hpp"

namespace parvis::demo {

void draw_like(const Ui& ui, LikeButton& like);
void draw_fans(const Ui& ui, FanCounter& fans);

struct ShareView {
  double copied_at = -100;
  bool browser_failed = false;
  bool instance_bad = false;
  char instance[254] = {};
};
void draw_share(const Ui& ui, ShareBar& bar, ShareView& view, const Outside& outside, float width);

struct Composer {
  EditBuffer buffer;
  std::string last_draft;  // of the state, to notice when the client changed it
  bool take_focus = false;
};
struct ThreadView {
  Composer top, reply;
  char name[128] = {};
  bool name_known = false;
  std::string reply_to;
  std::string confirm_delete;                      // id of the comment whose deletion is being asked about
  std::unordered_map<std::string, float> heights;  // by comment id, for the current width
  float heights_for_width = 0;
  std::uint64_t heights_for_version = 0;
};
void draw_thread(const Ui& ui, CommentThread& thread, ThreadView& view, const Outside& outside, float width);

// Parts of the thread.
void draw_composer(const Ui& ui, CommentThread& thread, ThreadView& view, float width);
void draw_reply_composer(const Ui& ui, CommentThread& thread, ThreadView& view, float width);
void draw_comment(const Ui& ui, CommentThread& thread, const Comment& comment, ThreadView& view,
                  const Outside& outside, float width);
std::string author_label(const Comment& comment, const std::string& language);

// The sentence about an error, if there is one.
void draw_error(const Ui& ui, const WidgetStatus& status, float width);

}  // namespace parvis::demo
