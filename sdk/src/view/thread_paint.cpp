#include "view/thread_paint.hpp"

#include <utility>

#include "parvis/text.hpp"
#include "view/difference.hpp"
#include "view/patch.hpp"
#include "view/thread_parts.hpp"

namespace parvis::view {
namespace {

// What every comment of a thread is drawn from besides itself. Whatever comment_item() reads of the thread
// must be compared here or in has_form().
bool draws_alike(const ThreadState& a, const ThreadState& b) {
  const bool same_cap = a.at.empty() == b.at.empty() && a.under == b.under;
  return same_cap && a.closed == b.closed && a.down_votes == b.down_votes &&
         a.reactions.empty() == b.reactions.empty();
}

// Whether the comment is drawn with something of the thread's own that changes while the reader writes.
bool has_form(const Comment& comment, const ThreadState& thread) {
  const std::string& id = comment.id;
  return comment.mine || id == thread.reply_to || id == thread.at || id == thread.report.id ||
         id == thread.reacting || (!thread.collapsed.empty() && is_collapsed(comment, thread));
}

struct Shown {
  const ThreadState& state;
  const ViewContext& context;
  CommentList list = shown_comments(state);

  const CommentList& comments() const { return list; }
  Node row(std::size_t index) const { return comment_item(list[index], state, context); }
};

class ThreadDifference final : public Difference {
 public:
  ThreadDifference(const Shown& before, const Shown& after)
      : before_(before),
        after_(after),
        alike_(draws_alike(before.state, after.state) && before.context.language == after.context.language) {}

 private:
  // Equal ends first, which is all there is to do for most changes; only what is left between them is
  // planned.
  void compare_rows() override {
    const std::size_t old_size = before_.comments().size(), new_size = after_.comments().size();
    const std::size_t shorter = old_size < new_size ? old_size : new_size;
    std::size_t head = 0, tail = 0;
    while (head < shorter && continues(head, head)) ++head;
    while (head + tail < shorter && continues(old_size - 1 - tail, new_size - 1 - tail)) ++tail;
    const ChildPlan plan =
        plan_children(stubs(before_.comments(), head, tail), stubs(after_.comments(), head, tail));
    insert_rows(plan, head);
    for (std::size_t i = 0; i < new_size; ++i) {
      if (i < head) {
        compare_row(i, i);
      } else if (i >= new_size - tail) {
        compare_row(i + old_size - new_size, i);
      } else if (plan.partners[i - head] != kNoPartner) {
        compare_row(head + plan.partners[i - head], i);
      }
    }
  }

  bool continues(std::size_t old_index, std::size_t index) const {
    return after_.comments().same(index, before_.comments(), old_index) ||
           after_.comments()[index].id == before_.comments()[old_index].id;
  }

  static std::vector<Node> stubs(const CommentList& comments, std::size_t head, std::size_t tail) {
    std::vector<Node> nodes(comments.size() - head - tail);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      nodes[i].tag = "li";
      nodes[i].key = comments[head + i].id;
    }
    return nodes;
  }

  void insert_rows(const ChildPlan& plan, std::size_t head) {
    std::vector<Node> rows;
    for (const ChildStep& step : plan.steps) {
      if (step.adds()) rows.push_back(after_.row(head + step.source));
    }
    std::vector<const Node*> fresh;
    for (const Node& row : rows) fresh.push_back(&row);
    write_steps(plan, fresh, head);
  }

  void compare_row(std::size_t old_index, std::size_t index) {
    if (!looks_same(old_index, index)) compare_child(index, before_.row(old_index), after_.row(index));
  }

  bool looks_same(std::size_t old_index, std::size_t index) const {
    if (!alike_ || !after_.comments().same(index, before_.comments(), old_index)) return false;
    const Comment& comment = after_.comments()[index];
    if (has_form(comment, before_.state) || has_form(comment, after_.state)) return false;
    const std::int64_t passed = after_.context.now_ms - before_.context.now_ms;
    return passed >= 0 && passed < relative_time_lifetime(comment.created_ms, before_.context.now_ms);
  }

  const Shown before_, after_;
  const bool alike_;
};

}  // namespace

void ThreadPaint::start_from(ThreadState state, ViewContext context) {
  state_ = std::move(state);
  context_ = std::move(context);
  shown_ = true;
}

std::string ThreadPaint::paint(const ThreadState& state, const ViewContext& context) {
  std::string patch;
  if (!shown_) {
    patch = full_paint(view_thread(state, context));
  } else {
    // Without comments on one side there is no list there to add to.
    const bool apart = !state_.comments.empty() && !state.comments.empty();
    ThreadDifference difference({state_, context_}, {state, context});
    difference.compare(thread_frame(state_, context_, apart), thread_frame(state, context, apart));
    patch = difference.take();
  }
  start_from(state, context);
  return patch;
}

}  // namespace parvis::view
