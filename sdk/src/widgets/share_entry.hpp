// The controller of a page's share bar.
#pragma once

#include "widgets/entry.hpp"
#include "widgets/sent_actions.hpp"

namespace parvis {

class ShareEntry final : public Entry {
 public:
  ShareEntry(Actions& actions, const PageRef& page, const Descriptor& options);

  const ShareState& state() const { return state_; }
  std::string link(Network network) const;
  void share(Network network, const Origin& origin);
  bool set_mastodon_instance(std::string_view host);
  void cancel_instance();
  // Another share bar learned the instance.
  void take_instance(std::string_view host);

  std::uint64_t version() const override { return state_.version; }
  const WidgetStatus& status() const override { return state_.status; }
  void take_item(const Item& item) override;
  void take_mine(const MineItem& mine, const std::string& author_name) override;
  bool take_answer(const WriteAnswer& answer, std::string_view key) override;
  void take_event(std::string_view type, JsonValue event) override;
  bool take_refusal(std::string_view key, const Error& error) override;
  bool owns(std::string_view key) const override { return sent_.owns(key); }
  void adopt(std::string_view key, const Write& queued) override;

 private:
  WidgetStatus& change() override;
  void show();
  void take_count(Network network, std::int64_t count, std::int64_t total);
  bool shared(Network network) const;

  ShareState state_;
  std::vector<ShareCount> confirmed_;
  std::int64_t confirmed_total_ = 0;
  std::vector<Network> shared_;  // by this reader, as far as known
  SentActions sent_;
};

}  // namespace parvis
