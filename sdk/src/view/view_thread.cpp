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

void add_more(Node& box, const ThreadState& state, const ViewContext& context) {
  Node& more = add_button(box, "more", "more");
  set(more, "part", "button");
  // Not `disabled`: the reader's focus stays where it is while the next page arrives.
  if (state.loading_more) set(more, "aria-disabled", "true");
  add_said(more, state.loading_more ? "common.loading" : "thread.more", context);
}

void add_comments(Node& box, const ThreadState& state, const ViewContext& context, bool rows_apart) {
  if (state.comments.empty()) {
    if (!state.closed) add_said(box, "p", "empty", "thread.empty", context);
    return;
  }
  Node& list = add_element(box, "ol");
  set(list, "role", "list");  // Safari takes it away with the bullets
  list.open_children = true;
  list.rows_apart = rows_apart;
  if (!rows_apart) {
    list.children.reserve(state.comments.size());
    for (const Comment& comment : state.comments) add(list, comment_item(comment, state, context));
  }
  if (!state.next.empty()) add_more(box, state, context);
}

}  // namespace

Node thread_frame(const ThreadState& state, const ViewContext& context, bool rows_apart) {
  Node root = widget_root("thread", context);
  Node& box = root.children.front();
  if (state.status.phase == Phase::kLoading) add_skeleton(box, "skeleton tall", context);
  if (state.status.phase == Phase::kReady) {
    add_bar(box, state, context);
    if (state.closed) {
      add_said(box, "p", "closed", "thread.closed", context);
    } else {
      add(box, composer(state, context));
    }
  }
  add_status(box, state.status, context);
  if (state.status.phase == Phase::kFailed) add_retry(box, context);
  if (state.status.phase == Phase::kReady) add_comments(box, state, context, rows_apart);
  return root;
}

Node view_thread(const ThreadState& state, const ViewContext& context) {
  return thread_frame(state, context, false);
}

}  // namespace parvis::view
