// The thread: title and order, composer, comments as one flat list (indented by class, so that depth costs no
// nesting), and the button for the next page.
#include "parvis/text.hpp"
#include "view/build.hpp"
#include "view/thread_parts.hpp"

namespace parvis::view {
namespace {

void add_sort(Node& bar, Sort current, const ViewContext& context) {
  static constexpr std::string_view kValues[] = {"newest", "oldest", "best", "discussed", "controversial"};
  static constexpr std::string_view kKeys[] = {"thread.sort.newest", "thread.sort.oldest", "thread.sort.best",
                                               "thread.sort.discussed", "thread.sort.controversial"};
  Node& select = add_element(bar, "select", "sort");
  set(select, "part", "select");
  set_action(select, "sort");
  set_said(select, "aria-label", "thread.sort", context);
  set(select, "value", kValues[static_cast<int>(current)]);
  for (std::size_t i = 0; i < std::size(kValues); ++i) {
    Node& option = add_said(select, "option", {}, kKeys[i], context);
    set(option, "value", kValues[i]);
  }
}

void add_bar(Node& box, const ThreadState& state, const ViewContext& context) {
  Node& bar = add_element(box, "header", "bar");
  Node& title = add_labelled(bar, "h2", {}, said(context, "thread.count", state.total));
  set(title, "part", "title");
  add_sort(bar, state.sort, context);
}

void add_page_button(Node& box, std::string_view act, bool loading, std::string_view key,
                     const ViewContext& context) {
  Node& more = add_button(box, "more", act);
  set(more, "part", "button");
  // Not `disabled`: the reader's focus stays where it is while the next page arrives.
  if (loading) set(more, "aria-disabled", "true");
  add_said(more, loading ? "common.loading" : key, context);
}

void add_unread(Node& box, const ThreadState& state, const ViewContext& context) {
  if (state.unread.count == 0) return;
  Node& line = add_element(box, "p", "unread");
  set(line, "part", "unread");
  add_labelled(
      line, "span", {},
      plural_message("thread.unread", state.unread.count, context.language,
                     {{"since", format_since(state.unread.since_ms, context.now_ms, context.language)}}));
  add_said(add_button(line, "plain", "next-new"), "thread.next_new", context);
}

// Always there, so that what comes into it is read out.
void add_arrived(Node& box, const ThreadState& state, const ViewContext& context) {
  Node& place = add_element(box, "div", "arrived");
  set(place, "role", "status");
  set(place, "aria-live", "polite");
  if (state.waiting == 0) return;
  Node& button = add_button(place, "more", "show-new");
  set(button, "part", "button");
  add_text(button, said(context, "thread.new", state.waiting));
}

void add_comments(Node& box, const ThreadState& state, const ViewContext& context, bool rows_apart) {
  add_arrived(box, state, context);
  if (!state.under.empty()) add_page_button(box, "under", false, "thread.all", context);
  if (state.comments.empty()) {
    if (!state.closed) add_said(box, "p", "empty", "thread.empty", context);
    return;
  }
  if (!state.prev.empty()) add_page_button(box, "prev", state.loading_previous, "thread.previous", context);
  Node& list = add_element(box, "ol");
  set(list, "role", "list");  // Safari takes it away with the bullets
  list.open_children = true;
  list.rows_apart = rows_apart;
  if (!rows_apart) {
    const CommentList shown = shown_comments(state);
    list.children.reserve(shown.size());
    for (const Comment& comment : shown) add(list, comment_item(comment, state, context));
  }
  if (!state.next.empty()) add_page_button(box, "more", state.loading_more, "thread.more", context);
}

// The widget's one live region: the last refusal, or what was just done.
void add_thread_status(Node& box, const ThreadState& state, const ViewContext& context) {
  add_status(box, state.status, context);
  Node& line = box.children.back();
  if (state.status.error || state.notice.empty()) return;
  line.attributes.front().value = "status done";
  add_text(line, state.notice_count != 0 ? said(context, state.notice, state.notice_count)
                                         : said(context, state.notice));
}

}  // namespace

Node thread_frame(const ThreadState& state, const ViewContext& context, bool rows_apart) {
  Node root = widget_root("thread", context);
  Node& box = root.children.front();
  if (state.status.phase == Phase::kLoading) add_skeleton(box, "skeleton tall", context);
  if (state.status.phase == Phase::kReady) {
    add_bar(box, state, context);
    add_page_reactions(box, state, context);
    add_unread(box, state, context);
    if (state.closed) {
      add_said(box, "p", "closed", "thread.closed", context);
    } else {
      add(box, composer(state, context));
    }
  }
  if (state.offline) add_said(box, "p", "offline", "thread.offline", context);
  add_thread_status(box, state, context);
  if (state.status.phase == Phase::kFailed) add_retry(box, context);
  if (state.status.phase == Phase::kReady) add_comments(box, state, context, rows_apart);
  return root;
}

Node view_thread(const ThreadState& state, const ViewContext& context) {
  return thread_frame(state, context, false);
}

}  // namespace parvis::view
