// The controller of a page's comments. `confirmed_` is what the server said; the state shows it with the
// reader's actions under way laid over. thread_reading.cpp has what a reader does, thread_writing.cpp what a
// writer does; thread_answers.cpp, thread_verdicts.cpp and thread_live.cpp what the server says;
// thread_kept.cpp what the device keeps.
#pragma once

#include <utility>

#include "widgets/entry.hpp"
#include "widgets/sent_actions.hpp"

namespace parvis {

class ThreadEntry final : public Entry {
 public:
  ThreadEntry(Actions& actions, const PageRef& page, const Descriptor& options);

  const ThreadState& state() const { return state_; }

  void set_sort(Sort sort);
  void load_more();
  void load_previous();
  void open_at(std::string_view comment_id);
  void open_under(std::string_view comment_id);
  void set_collapsed(std::string_view comment_id, bool collapsed);
  void show_waiting();
  void next_unread();

  void set_author_name(std::string_view name);
  void set_draft(std::string_view text);
  void set_reply_to(std::string_view comment_id);
  void set_reply_draft(std::string_view text);
  void post(const Origin& origin);
  void post_reply(const Origin& origin);
  void withdraw(std::string_view comment_id);
  void edit(std::string_view comment_id);
  void set_edit_draft(std::string_view text);
  void post_edit(const Origin& origin);
  void preview(Composer composer);
  void remove(std::string_view comment_id, const Origin& origin);
  void undo_remove(std::string_view comment_id, const Origin& origin);
  void vote(std::string_view comment_id, std::int32_t vote, const Origin& origin);
  // An empty id means the page.
  void react(std::string_view comment_id, std::string_view emoji, bool on, const Origin& origin);
  void choose_reaction(std::string_view comment_id);
  void ask_report(std::string_view comment_id);
  void set_report(std::string_view reason, std::string_view note);
  void post_report(const Origin& origin);

  std::uint64_t version() const override { return state_.version; }
  const WidgetStatus& status() const override { return state_.status; }
  Descriptor wanted() const override;
  Descriptor wanted_more() const override;
  Descriptor wanted_mine() const override;
  void take_item(const Item& item) override;
  void take_mine(const MineItem& mine, const std::string& author_name) override;
  void take_more(const Item& item) override;
  void take_more_mine(const MineItem& mine) override;
  void take_more_failure(const Error& error) override;
  bool take_answer(const WriteAnswer& answer, std::string_view key) override;
  bool take_refusal(std::string_view key, const Error& error) override;
  void take_delay(const Error& error) override;
  void take_event(std::string_view type, JsonValue event) override;
  void take_told(Question question, std::string_view about, JsonValue answer) override;
  bool owns(std::string_view key) const override;
  void adopt(std::string_view key, const Write& queued) override;
  void tick(std::int64_t now_ms) override;

 private:
  struct Post {
    std::string key;
    std::string text;
    Comment comment;  // as shown until the server's own arrives; of an edit only its id
    bool edit = false;
    bool timed = false;
  };

  WidgetStatus& change() override;
  // Makes what is shown anew from what is confirmed and what is under way.
  void show();
  void show_votes();
  void show_reactions();
  void show_removals();
  void show_post(const Post& post);
  void show_unread();
  void notice(std::string_view key, std::int64_t count = 0);
  void set_focus(const std::string& id);
  void queue_full_unless(bool taken);

  void submit_post(const std::string& parent, const std::string& text, const Origin& origin);
  void submit_text(Post post, Write& write, const std::string& text, const Origin& origin);
  void change_text(std::string& text, std::string_view now, Composer composer);
  std::string draft_of(Composer composer) const;

  // Asks for the whole thread anew, which then replaces what is shown.
  void read_anew();
  void replace(const ThreadItem& thread);
  void merge(const ThreadItem& thread);
  void come_in(Comment comment);
  void put(Comment comment);
  void drop(std::string_view id);
  bool removing(std::string_view id) const;
  void take_page(const ThreadItem& thread);
  void take_votes(std::string_view id, std::int64_t likes, std::int64_t down);
  void take_reactions(std::string_view id, std::vector<Reaction> reactions);

  std::vector<Post>::iterator find_post(std::string_view key);
  void accept_post(const WriteAnswer& answer, std::string_view key);
  void accept_removal(const WriteAnswer& answer, bool own);
  void leave_gap(const std::string& id);
  void accept_vote(const WriteAnswer& answer);
  void accept_reaction(const WriteAnswer& answer, std::string_view key);
  void clear_draft_of(const Post& post);
  void restore_draft_of(const Post& post);
  void mark(CommentList& comments, std::size_t index) const;
  void mark_own();
  bool holds_reaction(std::string_view id, std::string_view emoji) const;
  bool on_page(const WriteAnswer& answer) const;

  // What the device keeps of this page.
  void learn_kept();
  std::string kept(std::string_view what);
  void keep(std::string_view what, std::string_view value);
  void keep_drafts();
  void note_visit(std::int64_t now_ms);

  ThreadState state_;
  CommentList confirmed_;
  CommentList waiting_;  // came while the reader read
  std::vector<Reaction> confirmed_reactions_;
  std::int64_t confirmed_total_ = 0;
  std::vector<std::string> mine_, liked_, down_;              // ids
  std::vector<std::pair<std::string, std::string>> reacted_;  // id of a comment or none, emoji
  std::vector<std::string> fresh_, visited_;                  // ids of comments since the last visit
  std::int64_t fresh_count_ = -1;                             // as the server counts; -1: not asked
  std::vector<Post> posts_;
  SentActions removals_, restores_, votes_, reactions_, reports_;
  std::string kept_drafts_;  // as the device has them
  std::int64_t undo_until_ms_ = 0;
  std::int64_t notice_until_ms_ = 0;
  std::int64_t pending_number_ = 0;
  bool replacing_ = false;  // the next answer replaces all
  bool sort_chosen_ = false;
  bool kept_known_ = false;
  bool visit_noted_ = false;
  bool focus_at_ = false;  // bring the reader to state_.at when it is there
};

}  // namespace parvis
