// The controllers of the two plain toggles: a page's likes, and a community's fans.
#pragma once

#include "widgets/entry.hpp"
#include "widgets/toggle.hpp"

namespace parvis {

class LikeEntry final : public Entry {
 public:
  LikeEntry(Actions& actions, PageRef page, Descriptor options)
      : Entry(actions, WidgetKind::kLike, std::move(page), std::move(options)) {}

  const LikeState& state() const { return state_; }
  void set_liked(bool liked, const Origin& origin);

  std::uint64_t version() const override { return state_.version; }
  const WidgetStatus& status() const override { return state_.status; }
  Descriptor wanted() const override;
  void take_item(const Item& item) override;
  void take_mine(const MineItem& mine, const std::string& author_name) override;
  bool take_answer(const WriteAnswer& answer, std::string_view key) override;
  bool take_refusal(std::string_view key, const Error& error) override;
  bool owns(std::string_view key) const override { return toggle_.owns(key); }

 private:
  WidgetStatus& change() override;
  void show();

  LikeState state_;
  PendingToggle toggle_;
};

class FanEntry final : public Entry {
 public:
  FanEntry(Actions& actions, PageRef page, Descriptor options);

  const FanState& state() const { return state_; }
  void set_joined(bool joined, const Origin& origin);

  std::uint64_t version() const override { return state_.version; }
  const WidgetStatus& status() const override { return state_.status; }
  Descriptor wanted() const override;
  void take_item(const Item& item) override;
  void take_mine(const MineItem& mine, const std::string& author_name) override;
  bool take_answer(const WriteAnswer& answer, std::string_view key) override;
  bool take_refusal(std::string_view key, const Error& error) override;
  bool owns(std::string_view key) const override { return toggle_.owns(key); }

 private:
  WidgetStatus& change() override;
  void show();

  FanState state_;
  PendingToggle toggle_;
};

}  // namespace parvis
