// The window's content: the client, the widgets of every product, and one frame of drawing.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "draw.hpp"
#include "options.hpp"
#include "shop.hpp"

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

  // Draws everything into the current ImGui frame, after the client has been polled with `now_ms`.
  void frame(const Fonts& fonts, float scale, std::int64_t now_ms);

  // Every widget in sight has its first answer, or has given up on it.
  bool settled() const;
  bool busy() const;  // draw again soon: something is on its way
  std::int64_t next_poll() const { return next_poll_; }
  ThemeName theme() const { return options_.theme; }
  void open(int product);
  std::string_view open_key() const { return kProducts[static_cast<std::size_t>(open_)].key; }
  ProductWidgets& product() { return *products_[static_cast<std::size_t>(open_)]; }
  FanCounter& fans() { return fans_; }

 private:
  void draw_sidebar(const Ui& ui, float width);
  void draw_product_row(const Ui& ui, int index, float width);
  void draw_connection(const Ui& ui, float width);
  void draw_page(const Ui& ui, float width);
  void draw_product_card(const Ui& ui, float width);
  void draw_details(const Ui& ui, float width);

  Options options_;
  Outside outside_;
  std::unique_ptr<Client> client_;
  std::array<std::unique_ptr<ProductWidgets>, kPictureCount> products_;
  FanCounter fans_;
  FocusOrder focus_;
  int open_ = 0;
  bool scroll_to_top_ = false;
  std::int64_t next_poll_ = 0;
};

}  // namespace parvis::demo
