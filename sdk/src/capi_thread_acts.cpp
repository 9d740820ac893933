// The acts of a thread: what a reader did to which of its nodes.
#include <algorithm>
#include <iterator>

#include "capi_widget.hpp"
#include "protocol/items_wire.hpp"

namespace parvis::capi {
namespace {

enum class ThreadAct : std::uint8_t {
  kCancelEdit,
  kCollapse,
  kDelete,
  kDraft,
  kEdit,
  kEditDraft,
  kMore,
  kName,
  kNextNew,
  kOpen,
  kPost,
  kPostEdit,
  kPostReply,
  kPostReport,
  kPrev,
  kPreview,
  kReact,
  kReactions,
  kReply,
  kReplyDraft,
  kReport,
  kReportNote,
  kReportReason,
  kShowNew,
  kSort,
  kUnder,
  kUndo,
  kVote,
  kWithdraw,
};
constexpr std::string_view kNames[] = {
    "cancel-edit", "collapse",    "delete",   "draft",       "edit",          "edit-draft",
    "more",        "name",        "next-new", "open",        "post",          "post-edit",
    "post-reply",  "post-report", "prev",     "preview",     "react",         "reactions",
    "reply",       "reply-draft", "report",   "report-note", "report-reason", "show-new",
    "sort",        "under",       "undo",     "vote",        "withdraw",
};
constexpr std::string_view kComposers[] = {"", "post", "reply", "edit"};

const std::string_view* find_name(std::string_view act) {
  return std::find(std::begin(kNames), std::end(kNames), act);
}

// Takes the first word off.
std::string_view take_word(std::string_view& arg) {
  const std::size_t end = std::min(arg.find(' '), arg.size());
  const std::string_view word = arg.substr(0, end);
  arg.remove_prefix(std::min(end + 1, arg.size()));
  return word;
}

}  // namespace

bool knows_thread_act(std::string_view act) { return find_name(act) != std::end(kNames); }

std::optional<ErrorCode> MountedWidget::dispatch_thread(std::string_view act, std::string_view arg,
                                                        std::string_view value) {
  const auto number = static_cast<ThreadAct>(find_name(act) - std::begin(kNames));
  ThreadEntry& thread = entry<ThreadEntry>();
  const Origin from = origin(value);
  switch (number) {
    case ThreadAct::kVote:
    case ThreadAct::kReact:
      return dispatch_opinion(number == ThreadAct::kVote, arg, from);
    case ThreadAct::kSort: {
      const std::optional<Sort> sort = sort_from_name(value);
      if (!sort) return ErrorCode::kInvalidArgument;
      thread.set_sort(*sort);
      break;
    }
    case ThreadAct::kPreview: {
      const auto* found = std::find(std::begin(kComposers), std::end(kComposers), arg);
      if (found == std::end(kComposers)) return ErrorCode::kInvalidArgument;
      thread.preview(static_cast<Composer>(found - std::begin(kComposers)));
      break;
    }
    case ThreadAct::kCollapse: {
      const std::string_view wish = take_word(arg);
      if (wish != "0" && wish != "1") return ErrorCode::kInvalidArgument;
      thread.set_collapsed(arg, wish == "1");
      break;
    }
    default:
      dispatch_simple(static_cast<int>(number), arg, value, from);
  }
  return std::nullopt;
}

std::optional<ErrorCode> MountedWidget::dispatch_opinion(bool vote, std::string_view arg,
                                                         const Origin& from) {
  const std::string_view wish = take_word(arg);
  const int value = wish == "1" ? 1 : wish == "-1" ? -1 : 0;
  if (value == 0 && wish != "0") return ErrorCode::kInvalidArgument;
  if (vote) {
    if (arg.empty()) return ErrorCode::kInvalidArgument;
    entry<ThreadEntry>().vote(arg, value, from);
    return std::nullopt;
  }
  const std::string_view emoji = take_word(arg);
  if (emoji.empty() || value < 0) return ErrorCode::kInvalidArgument;
  entry<ThreadEntry>().react(arg, emoji, value == 1, from);
  return std::nullopt;
}

void MountedWidget::dispatch_simple(int number, std::string_view arg, std::string_view value,
                                    const Origin& from) {
  ThreadEntry& thread = entry<ThreadEntry>();
  switch (static_cast<ThreadAct>(number)) {
    case ThreadAct::kCancelEdit:
      return thread.edit({});
    case ThreadAct::kDelete:
      return thread.remove(arg, from);
    case ThreadAct::kDraft:
      return thread.set_draft(value);
    case ThreadAct::kEdit:
      return thread.edit(arg);
    case ThreadAct::kEditDraft:
      return thread.set_edit_draft(value);
    case ThreadAct::kMore:
      return thread.load_more();
    case ThreadAct::kName:
      return thread.set_author_name(value);
    case ThreadAct::kNextNew:
      return thread.next_unread();
    case ThreadAct::kOpen:
      return thread.open_at(arg);
    case ThreadAct::kPost:
      return thread.post(from);
    case ThreadAct::kPostEdit:
      return thread.post_edit(from);
    case ThreadAct::kPostReply:
      return thread.post_reply(from);
    case ThreadAct::kPostReport:
      return thread.post_report(from);
    case ThreadAct::kPrev:
      return thread.load_previous();
    case ThreadAct::kReactions:
      return thread.choose_reaction(arg);
    case ThreadAct::kReply:
      return thread.set_reply_to(arg);
    case ThreadAct::kReplyDraft:
      return thread.set_reply_draft(value);
    case ThreadAct::kReport:
      return thread.ask_report(arg);
    case ThreadAct::kReportNote:
      return thread.set_report(thread.state().report.reason, value);
    case ThreadAct::kReportReason:
      return thread.set_report(value, thread.state().report.note);
    case ThreadAct::kShowNew:
      return thread.show_waiting();
    case ThreadAct::kUnder:
      return thread.open_under(arg);
    case ThreadAct::kUndo:
      return thread.undo_remove(arg, from);
    case ThreadAct::kWithdraw:
      return thread.withdraw(arg);
    default:
      return;
  }
}

}  // namespace parvis::capi
