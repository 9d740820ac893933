// A mounted widget behind a handle: which entry it shows, and what was painted of it last.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "client_core.hpp"
#include "view/node.hpp"
#include "view/thread_paint.hpp"
#include "view/views.hpp"

namespace parvis::capi {

// Whether it is an act of a thread.
bool knows_thread_act(std::string_view act);

class MountedWidget {
 public:
  // Mounts what the options describe (parvis_mount).
  static Result<std::unique_ptr<MountedWidget>> mount(ClientCore& core, WidgetKind kind, JsonValue options);
  ~MountedWidget();
  MountedWidget(const MountedWidget&) = delete;
  MountedWidget& operator=(const MountedWidget&) = delete;

  std::uint64_t subscription() const { return subscription_; }
  std::string state() const;
  // What makes the last paint show the state at `now_ms`.
  std::string paint(std::int64_t now_ms);
  // kWrongKind for an act of another kind of widget, kInvalidArgument for one of none; nothing when it was
  // done.
  std::optional<ErrorCode> dispatch(std::string_view act, std::string_view arg, std::string_view value);

 private:
  MountedWidget(ClientCore& core, WidgetKind kind) : core_(core), kind_(kind) {}

  void start_from_paint(const Item& item, std::int64_t now_ms);
  view::ViewContext context(std::int64_t now_ms) const;
  view::Node draw(std::int64_t now_ms) const;
  std::string difference(std::int64_t now_ms);
  std::int64_t stays_right_for(std::int64_t now_ms) const;

  template <typename T>
  T& entry() const {
    return static_cast<T&>(entry_->resolved());
  }

  std::optional<ErrorCode> dispatch_toggle(std::string_view arg, std::string_view value);
  std::optional<ErrorCode> dispatch_share(std::string_view act, std::string_view arg, std::string_view value);
  std::optional<ErrorCode> dispatch_thread(std::string_view act, std::string_view arg,
                                           std::string_view value);
  std::optional<ErrorCode> dispatch_opinion(bool vote, std::string_view arg, const Origin& from);
  void dispatch_simple(int number, std::string_view arg, std::string_view value, const Origin& from);
  Origin origin(std::string_view value) const;

  ClientCore& core_;
  WidgetKind kind_;
  std::shared_ptr<Entry> entry_;
  std::uint64_t subscription_ = 0;

  view::Node painted_;  // all but threads
  view::ThreadPaint thread_;
  bool has_painted_ = false;
  std::uint64_t painted_version_ = 0;  // 0: of no state of the entry
  std::int64_t painted_at_ms_ = 0;
  std::int64_t painted_until_ms_ = 0;  // when its relative times begin to be wrong
};

}  // namespace parvis::capi
