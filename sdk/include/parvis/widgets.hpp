// The four widgets. Each is a small handle on state that the client shares between all widgets of the same
// page: a like in one LikeButton shows in the other at the next poll. A widget is bound to the thread of
// its client. state() stays valid and unchanged until the next verb or Client::poll.
//
// Verbs are optimistic: they change `shown` at once and keep `confirmed`; when the server refuses, `shown`
// goes back and status.error says why. Every verb may be called in any phase.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "parvis/client.hpp"
#include "parvis/visibility.hpp"

namespace parvis {

class LikeEntry;
class ShareEntry;
class FanEntry;
class ThreadEntry;

using OnChange = std::function<void()>;

struct LikeOptions {
  PageRef page;
};

class PARVIS_PUBLIC LikeButton {
 public:
  LikeButton(Client& client, LikeOptions options);
  ~LikeButton();
  LikeButton(LikeButton&&) noexcept;
  LikeButton& operator=(LikeButton&&) noexcept;

  const LikeState& state() const;
  void set_liked(bool liked);
  void toggle();
  // Called at the end of a poll() in which state() changed.
  void on_change(OnChange callback);

 private:
  std::shared_ptr<LikeEntry> entry_;
  std::uint64_t subscription_ = 0;
};

struct ShareOptions {
  PageRef page;
  std::vector<Network> networks;  // empty: the default set
  std::string url;                // empty: the page's canonical link, else its address
  std::string title;
  std::string image;
};

class PARVIS_PUBLIC ShareBar {
 public:
  ShareBar(Client& client, ShareOptions options);
  ~ShareBar();
  ShareBar(ShareBar&&) noexcept;
  ShareBar& operator=(ShareBar&&) noexcept;

  const ShareState& state() const;
  // The address to open for this network; empty for kCopy and kNative, and for kMastodon while no
  // instance is known.
  std::string link(Network network) const;
  // The reader shared: counts it. For kMastodon without an instance: asks for the instance instead.
  void share(Network network);
  // Remembers the Mastodon instance ("mastodon.social", with or without https://). False: not a host name.
  bool set_mastodon_instance(std::string_view host);
  void cancel_instance();
  void on_change(OnChange callback);

 private:
  std::shared_ptr<ShareEntry> entry_;
  std::uint64_t subscription_ = 0;
};

struct FanOptions {
  PageRef page;           // only to find the site where ClientOptions::site is empty
  std::string community;  // empty: the whole site
};

class PARVIS_PUBLIC FanCounter {
 public:
  FanCounter(Client& client, FanOptions options);
  ~FanCounter();
  FanCounter(FanCounter&&) noexcept;
  FanCounter& operator=(FanCounter&&) noexcept;

  const FanState& state() const;
  void set_joined(bool joined);
  void toggle();
  void on_change(OnChange callback);

 private:
  std::shared_ptr<FanEntry> entry_;
  std::uint64_t subscription_ = 0;
};

struct ThreadOptions {
  PageRef page;
  Sort sort = Sort::kNewest;
  std::int64_t page_size = 20;  // top-level comments at a time, at most 100
  std::string at = {};          // id of a comment to open the thread at
  std::string under = {};       // id of a comment to show alone with what is below it
};

class PARVIS_PUBLIC CommentThread {
 public:
  CommentThread(Client& client, ThreadOptions options);
  ~CommentThread();
  CommentThread(CommentThread&&) noexcept;
  CommentThread& operator=(CommentThread&&) noexcept;

  const ThreadState& state() const;
  // Reading. The reader's choice of order and what they folded away are remembered on the device.
  void set_sort(Sort sort);
  void load_more();
  void load_previous();
  void open_at(std::string_view comment_id);     // brings the reader to a comment, wherever it is
  void open_under(std::string_view comment_id);  // shows one comment and what is below it; empty: all again
  void set_collapsed(std::string_view comment_id, bool collapsed);
  void show_waiting();  // what came while the reader read (ThreadState::waiting)
  void next_unread();   // brings the reader to the next comment since their last visit

  // Writing. Drafts are kept on the device until they are posted. A posted text stays in its draft until the
  // server accepted it, or until it is sure that it waits on the device for the connection.
  void set_author_name(std::string_view name);
  void set_draft(std::string_view text);
  void set_reply_to(std::string_view comment_id);  // empty closes the reply composer
  void set_reply_draft(std::string_view text);
  void post();
  void post_reply();
  void withdraw(std::string_view comment_id);  // takes a waiting post back into its draft
  void edit(std::string_view comment_id);      // opens the editor; empty closes it
  void set_edit_draft(std::string_view text);
  void post_edit();
  void preview(Composer composer);  // once more, or kNone: away with it
  void remove(std::string_view comment_id);
  void undo_remove(std::string_view comment_id);                             // of ThreadState::undo
  void vote(std::string_view comment_id, std::int32_t vote);                 // 1 like, 0 none, -1 against
  void react(std::string_view comment_id, std::string_view emoji, bool on);  // an empty id: to the page
  void choose_reaction(std::string_view comment_id);                // opens or closes the choice of reactions
  void report(std::string_view comment_id);                         // opens the form; empty closes it
  void set_report(std::string_view reason, std::string_view note);  // spam, abuse, illegal or other
  void post_report();
  void on_change(OnChange callback);

 private:
  std::shared_ptr<ThreadEntry> entry_;
  std::uint64_t subscription_ = 0;
};

}  // namespace parvis
