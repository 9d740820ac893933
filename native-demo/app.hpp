// The window's content: the client, the widgets of every product, and one frame of drawing.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "draw.hpp"
#include "inspector.hpp"
#include "options.hpp"
#include "shop.hpp"
#include "watched_transport.hpp"
#ifdef PARVIS_DEMO_OFFLINE
#include "gallery.hpp"
#endif

namespace parvis::demo {

// The widgets of one product. The likes of all are shown in the list, so they are there from the start;
// the rest comes when the product is opened.
struct ProductWidgets {
  LikeButton like;
  std::unique_ptr<ShareBar> share;
  std::unique_ptr<CommentThread> thread;
  ShareView share_view;
  ThreadView thread_view;
  float words_height = 0;
};

class App {
 public:
  App(const Options& options, Transport& transport, Storage& storage, Outside outside,
      RandomBytes random = {});

  // Hands out what came from the server. True: something on the screen may be different.
  bool poll(std::int64_t now_ms);
  // Polls, and draws everything into the current ImGui frame.
  void frame(const Fonts& fonts, float scale, std::int64_t now_ms);

  // Every widget in sight has its first answer, or has given up on it.
  bool settled() const;
  // When poll() wants to be called next.
  std::int64_t next_poll(std::int64_t now_ms) const;
  // Seconds after which what was drawn last looks different by itself.
  double wake_in() const { return wake_in_; }
  ThemeName theme() const { return options_.theme; }
  ViewName view() const { return options_.view; }
  void show(ViewName view) { options_.view = view; }
  WatchedTransport& transport() { return watched_; }
  Client& client() { return *client_; }
#ifdef PARVIS_DEMO_OFFLINE
  Gallery& gallery() { return gallery_; }
#endif
  void open(int product);
  std::string_view open_key() const { return kProducts[static_cast<std::size_t>(open_)].key; }
  ProductWidgets& product() { return *products_[static_cast<std::size_t>(open_)]; }
  FanCounter& fans() { return fans_; }

 private:
  void draw_sidebar(const Ui& ui, float width);
  void draw_product_row(const Ui& ui, int index, float width);
  void draw_sidebar_foot(const Ui& ui, float margin, bool narrow);
  void draw_content(const Ui& ui, float room);
  void draw_gallery(const Ui& ui, float room);
  void draw_inspector(const Ui& ui, float width, float height);
  Inspected inspected();
  std::uint64_t versions() const;
  void draw_connection(const Ui& ui, float width);
  void draw_missing_font(const Ui& ui, Script script, float width);
  void draw_page(const Ui& ui, float width);
  void draw_product_card(const Ui& ui, float width);
  void draw_details(const Ui& ui, float width);

  Options options_;
  Outside outside_;
  Storage& storage_;
  std::int64_t now_ms_ = 0;
  std::int64_t own_clock_shift_ms_ = 0;  // where the host has no clock to move
  WatchedTransport watched_;
  std::unique_ptr<Client> client_;
  Inspector inspector_;
#ifdef PARVIS_DEMO_OFFLINE
  Gallery gallery_;
#endif
  std::array<std::unique_ptr<ProductWidgets>, kPictureCount> products_;
  FanCounter fans_;
  FocusOrder focus_;
  int open_ = 0;
  bool scroll_to_top_ = false;
  std::int64_t next_poll_ = 0;
  std::uint64_t seen_versions_ = 0;
  double wake_in_ = 0;
};

}  // namespace parvis::demo
