// The controller of a page's comments. `confirmed_` is what the server said; the state shows it with the
// reader's actions under way laid over.
#pragma once

#include "widgets/entry.hpp"
#include "widgets/sent_actions.hpp"

namespace parvis {

class ThreadEntry final : public Entry {
 public:
  ThreadEntry(Actions& actions, const PageRef& page, const Descriptor& options);

  const ThreadState& state() const { return state_; }
  void set_sort(Sort sort);
  void load_more();
  void set_author_name(std::string_view name);
  void set_draft(std::string_view text);
  void set_reply_to(std::string_view comment_id);
  void set_reply_draft(std::string_view text);
  void post(const Origin& origin);
  void post_reply(const Origin& origin);
  void remove(std::string_view comment_id, const Origin& origin);
  void set_comment_liked(std::string_view comment_id, bool liked, const Origin& origin);

  std::uint64_t version() const override { return state_.version; }
  const WidgetStatus& status() const override { return state_.status; }
  Descriptor wanted() const override;
  Descriptor wanted_more() const override;
  void take_item(const Item& item) override;
  void take_mine(const MineItem& mine, const std::string& author_name) override;
  void take_more(const Item& item) override;
  void take_more_mine(const MineItem& mine) override;
  void take_more_failure(const Error& error) override;
  bool take_answer(const WriteAnswer& answer, std::string_view key) override;
  bool take_refusal(std::string_view key, const Error& error) override;
  bool owns(std::string_view key) const override;
  void tick(std::int64_t now_ms) override;

 private:
  struct Post {
    std::string key;
    std::string text;
    Comment comment;  // as shown until the server's own arrives
    bool timed = false;
  };

  WidgetStatus& change() override;
  // Makes what is shown anew from what is confirmed and what is under way.
  void show();
  void show_likings();
  void show_removals();
  void submit_post(const std::string& parent, const std::string& text, const Origin& origin);
  void accept_post(const WriteAnswer& answer, std::string_view key);
  void accept_removal(const WriteAnswer& answer, std::string_view key);
  void accept_liking(const WriteAnswer& answer, std::string_view key);
  void clear_draft_of(const Post& post);
  void restore_draft_of(const Post& post);
  void mark_own(CommentList& comments) const;
  bool on_page(const WriteAnswer& answer) const;

  ThreadState state_;
  CommentList confirmed_;
  std::int64_t confirmed_total_ = 0;
  std::vector<std::string> mine_, liked_;  // ids
  std::vector<Post> posts_;
  SentActions removals_, likings_;
  std::int64_t pending_number_ = 0;
};

}  // namespace parvis
