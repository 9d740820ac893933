// The public widgets: thin handles on the entries that the client shares between them.
#include <utility>

#include "client_core.hpp"
#include "parvis/widgets.hpp"

namespace parvis {
namespace {

template <typename T>
Mounted<T> typed(Mounted<Entry> mounted) {
  return {std::static_pointer_cast<T>(std::move(mounted.entry)), mounted.subscription};
}

template <typename Entry, typename Options>
std::uint64_t attach(Client& client, const Options& options, std::shared_ptr<Entry>& entry) {
  Mounted<Entry> mounted = client.core().mount(options);
  entry = std::move(mounted.entry);
  return mounted.subscription;
}

template <typename Entry>
void let_go(std::shared_ptr<Entry>& entry, std::uint64_t subscription) {
  if (!entry) return;  // moved from
  entry->resolved().unsubscribe(subscription);
  entry.reset();
}

template <typename Entry>
void move_over(std::shared_ptr<Entry>& entry, std::uint64_t& subscription, std::shared_ptr<Entry>& other,
               std::uint64_t other_subscription) {
  if (&entry == &other) return;
  let_go(entry, subscription);
  entry = std::move(other);
  subscription = other_subscription;
}

}  // namespace

Mounted<LikeEntry> ClientCore::mount(const LikeOptions& options, const Seed* seed) {
  Descriptor descriptor;
  descriptor.kind = WidgetKind::kLike;
  return typed<LikeEntry>(mount(options.page, std::move(descriptor), seed));
}

Mounted<ShareEntry> ClientCore::mount(const ShareOptions& options, const Seed* seed) {
  Descriptor descriptor;
  descriptor.kind = WidgetKind::kShare;
  descriptor.networks = options.networks;
  descriptor.url = options.url;
  descriptor.title = options.title;
  descriptor.image = options.image;
  return typed<ShareEntry>(mount(options.page, std::move(descriptor), seed));
}

Mounted<FanEntry> ClientCore::mount(const FanOptions& options, const Seed* seed) {
  Descriptor descriptor;
  descriptor.kind = WidgetKind::kFans;
  descriptor.community = options.community;
  return typed<FanEntry>(mount(options.page, std::move(descriptor), seed));
}

Mounted<ThreadEntry> ClientCore::mount(const ThreadOptions& options, const Seed* seed) {
  Descriptor descriptor;
  descriptor.kind = WidgetKind::kComments;
  descriptor.sort = options.sort;
  descriptor.limit = options.page_size;
  descriptor.at = options.at;
  descriptor.under = options.under;
  return typed<ThreadEntry>(mount(options.page, std::move(descriptor), seed));
}

LikeButton::LikeButton(Client& client, LikeOptions options)
    : subscription_(attach(client, options, entry_)) {}
LikeButton::~LikeButton() { let_go(entry_, subscription_); }
LikeButton::LikeButton(LikeButton&&) noexcept = default;
LikeButton& LikeButton::operator=(LikeButton&& other) noexcept {
  move_over(entry_, subscription_, other.entry_, other.subscription_);
  return *this;
}
const LikeState& LikeButton::state() const { return live(entry_).state(); }
void LikeButton::set_liked(bool liked) { live(entry_).set_on(liked, Origin{subscription_}); }
void LikeButton::toggle() { set_liked(!state().shown.on); }
void LikeButton::on_change(OnChange callback) { live(entry_).on_change(subscription_, std::move(callback)); }

ShareBar::ShareBar(Client& client, ShareOptions options) : subscription_(attach(client, options, entry_)) {}
ShareBar::~ShareBar() { let_go(entry_, subscription_); }
ShareBar::ShareBar(ShareBar&&) noexcept = default;
ShareBar& ShareBar::operator=(ShareBar&& other) noexcept {
  move_over(entry_, subscription_, other.entry_, other.subscription_);
  return *this;
}
const ShareState& ShareBar::state() const { return live(entry_).state(); }
std::string ShareBar::link(Network network) const { return live(entry_).link(network); }
void ShareBar::share(Network network) { live(entry_).share(network, Origin{subscription_}); }
bool ShareBar::set_mastodon_instance(std::string_view host) {
  return live(entry_).set_mastodon_instance(host);
}
void ShareBar::cancel_instance() { live(entry_).cancel_instance(); }
void ShareBar::on_change(OnChange callback) { live(entry_).on_change(subscription_, std::move(callback)); }

FanCounter::FanCounter(Client& client, FanOptions options) : subscription_(attach(client, options, entry_)) {}
FanCounter::~FanCounter() { let_go(entry_, subscription_); }
FanCounter::FanCounter(FanCounter&&) noexcept = default;
FanCounter& FanCounter::operator=(FanCounter&& other) noexcept {
  move_over(entry_, subscription_, other.entry_, other.subscription_);
  return *this;
}
const FanState& FanCounter::state() const { return live(entry_).state(); }
void FanCounter::set_joined(bool joined) { live(entry_).set_on(joined, Origin{subscription_}); }
void FanCounter::toggle() { set_joined(!state().shown.on); }
void FanCounter::on_change(OnChange callback) { live(entry_).on_change(subscription_, std::move(callback)); }

CommentThread::CommentThread(Client& client, ThreadOptions options)
    : subscription_(attach(client, options, entry_)) {}
CommentThread::~CommentThread() { let_go(entry_, subscription_); }
CommentThread::CommentThread(CommentThread&&) noexcept = default;
CommentThread& CommentThread::operator=(CommentThread&& other) noexcept {
  move_over(entry_, subscription_, other.entry_, other.subscription_);
  return *this;
}
const ThreadState& CommentThread::state() const { return live(entry_).state(); }
void CommentThread::set_sort(Sort sort) { live(entry_).set_sort(sort); }
void CommentThread::load_more() { live(entry_).load_more(); }
void CommentThread::load_previous() { live(entry_).load_previous(); }
void CommentThread::open_at(std::string_view comment_id) { live(entry_).open_at(comment_id); }
void CommentThread::open_under(std::string_view comment_id) { live(entry_).open_under(comment_id); }
void CommentThread::set_collapsed(std::string_view comment_id, bool collapsed) {
  live(entry_).set_collapsed(comment_id, collapsed);
}
void CommentThread::show_waiting() { live(entry_).show_waiting(); }
void CommentThread::next_unread() { live(entry_).next_unread(); }
void CommentThread::set_author_name(std::string_view name) { live(entry_).set_author_name(name); }
void CommentThread::set_draft(std::string_view text) { live(entry_).set_draft(text); }
void CommentThread::set_reply_to(std::string_view comment_id) { live(entry_).set_reply_to(comment_id); }
void CommentThread::set_reply_draft(std::string_view text) { live(entry_).set_reply_draft(text); }
void CommentThread::post() { live(entry_).post(Origin{subscription_}); }
void CommentThread::post_reply() { live(entry_).post_reply(Origin{subscription_}); }
void CommentThread::withdraw(std::string_view comment_id) { live(entry_).withdraw(comment_id); }
void CommentThread::edit(std::string_view comment_id) { live(entry_).edit(comment_id); }
void CommentThread::set_edit_draft(std::string_view text) { live(entry_).set_edit_draft(text); }
void CommentThread::post_edit() { live(entry_).post_edit(Origin{subscription_}); }
void CommentThread::preview(Composer composer) { live(entry_).preview(composer); }
void CommentThread::remove(std::string_view comment_id) {
  live(entry_).remove(comment_id, Origin{subscription_});
}
void CommentThread::undo_remove(std::string_view comment_id) {
  live(entry_).undo_remove(comment_id, Origin{subscription_});
}
void CommentThread::vote(std::string_view comment_id, std::int32_t vote) {
  live(entry_).vote(comment_id, vote, Origin{subscription_});
}
void CommentThread::react(std::string_view comment_id, std::string_view emoji, bool on) {
  live(entry_).react(comment_id, emoji, on, Origin{subscription_});
}
void CommentThread::choose_reaction(std::string_view comment_id) { live(entry_).choose_reaction(comment_id); }
void CommentThread::report(std::string_view comment_id) { live(entry_).ask_report(comment_id); }
void CommentThread::set_report(std::string_view reason, std::string_view note) {
  live(entry_).set_report(reason, note);
}
void CommentThread::post_report() { live(entry_).post_report(Origin{subscription_}); }
void CommentThread::on_change(OnChange callback) {
  live(entry_).on_change(subscription_, std::move(callback));
}

}  // namespace parvis
