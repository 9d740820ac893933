// The controllers of the two plain toggles: a page's likes, and a community's fans.
#pragma once

#include "widgets/entry.hpp"
#include "widgets/sent_actions.hpp"

namespace parvis {

class ToggleEntry : public Entry {
 public:
  void set_on(bool on, const Origin& origin);

  void take_mine(const MineItem& mine, const std::string& author_name) override;
  bool take_refusal(std::string_view key, const Error& error) override;
  bool owns(std::string_view key) const override { return sent_.owns(key); }
  void adopt(std::string_view key, const Write& queued) override;

 protected:
  using Entry::Entry;
  virtual Write write() const = 0;
  // Makes the state anew from the toggle.
  virtual void show() = 0;
  void take_count(std::int64_t count);
  // Told by the event stream; while the reader's own wish is under way its answer is awaited.
  void take_live_count(std::int64_t count);
  void take_toggle(std::string_view key, Toggle answer);

  Toggle shown() const { return sent_.shown({}, confirmed_); }

  Toggle confirmed_;
  SentActions sent_;
};

class LikeEntry final : public ToggleEntry {
 public:
  using ToggleEntry::ToggleEntry;

  const LikeState& state() const { return state_; }

  std::uint64_t version() const override { return state_.version; }
  const WidgetStatus& status() const override { return state_.status; }
  void take_item(const Item& item) override;
  bool take_answer(const WriteAnswer& answer, std::string_view key) override;
  void take_event(std::string_view type, JsonValue event) override;

 private:
  WidgetStatus& change() override;
  Write write() const override;
  void show() override;

  LikeState state_;
};

class FanEntry final : public ToggleEntry {
 public:
  FanEntry(Actions& actions, const PageRef& page, const Descriptor& options);

  const FanState& state() const { return state_; }

  std::uint64_t version() const override { return state_.version; }
  const WidgetStatus& status() const override { return state_.status; }
  void take_item(const Item& item) override;
  bool take_answer(const WriteAnswer& answer, std::string_view key) override;
  void take_event(std::string_view type, JsonValue event) override;

 private:
  WidgetStatus& change() override;
  Write write() const override;
  void show() override;

  FanState state_;
};

}  // namespace parvis
