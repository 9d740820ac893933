// One function per widget: it draws the state and turns what the reader does into verbs. The small structs
// hold what belongs to the drawing only, and live as long as the page is shown.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edit_buffer.hpp"
#include "outside.hpp"
#include "parvis/parvis.hpp"
#include "thread_rows.hpp"
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

// A field for Markdown, with what it takes to notice that the client changed the draft.
struct DraftField {
  EditBuffer buffer;
  std::string last_draft;
  bool take_focus = false;
  bool in_use = false;                          // written in, or the list beside it is pressed
  int person = 0;                               // of those offered behind an @
  std::size_t declined_at = std::string::npos;  // the @ whose offer was closed
};

struct ThreadView {
  std::string address;  // of the page, for links to its comments
  DraftField top, reply, edit;
  char name[128] = {};
  bool name_known = false;
  char note[512] = {};
  // What was open in the frame before.
  std::string reply_to, edited, reported;
  std::set<std::string, std::less<>> revealed;  // comments whose spoilers are shown
  std::string copied;                           // the comment whose link was copied last
  double copied_at = -100;
  RowPlaces rows;
};

// What the reader did, to be done to the thread once all is drawn: verbs change the state that is drawn from.
using ThreadVerb = std::function<void(CommentThread&)>;
using ThreadVerbs = std::vector<ThreadVerb>;

ThreadVerbs draw_thread(const Ui& ui, const ThreadState& state, ThreadView& view, const Outside& outside,
                        float width);
void draw_thread(const Ui& ui, CommentThread& thread, ThreadView& view, const Outside& outside, float width);

// What the parts of a thread are drawn from.
struct ThreadFrame {
  const Ui& ui;
  const ThreadState& state;
  ThreadView& view;
  const Outside& outside;
  ThreadVerbs& verbs;

  void act(ThreadVerb verb) const { verbs.push_back(std::move(verb)); }
};

void draw_composer(const ThreadFrame& frame, float width);
void draw_reply_composer(const ThreadFrame& frame, const Comment& comment, float width);
void draw_edit_composer(const ThreadFrame& frame, float width);
void draw_report_form(const ThreadFrame& frame, float width);
void draw_rows(const ThreadFrame& frame, float width);
void draw_comment(const ThreadFrame& frame, const Comment& comment, float width);
void draw_comment_header(const ThreadFrame& frame, const Comment& comment, float width);
void draw_footer(const ThreadFrame& frame, const Comment& comment, float width);
void draw_page_reactions(const ThreadFrame& frame, float width);
std::optional<Icon> picture_of(std::string_view emoji);
std::span<const std::string_view> offered_emoji();
// The last of a row of tools, with the list that opens under it.
std::optional<std::string_view> choose_emoji(const Ui& ui, ButtonRow& row);
std::string author_label(const Comment& comment, const std::string& language);

// The sentence about an error, if there is one.
void draw_error(const Ui& ui, const WidgetStatus& status, float width);

}  // namespace parvis::demo
