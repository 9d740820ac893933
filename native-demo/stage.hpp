// A small world for one exhibit of the gallery: a server in memory with a site of its own, and a reader.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "draw.hpp"
#include "parvis/memory_transport.hpp"

namespace parvis::demo {

class Stage {
 public:
  Stage(std::int64_t now_ms, std::string language);

  // Others, who came before.
  void liked_by(int visitors);
  void joined_by(int visitors);
  // Someone writes a comment; answers its id. `parent` empty: to the page.
  std::string comment(std::string_view name, std::string_view text, std::string_view parent = {});
  void vote_by(int visitors, std::string_view id, int vote);
  void react_by(int visitors, std::string_view id, std::string_view emoji);
  // A verb of the API with the owner's key; `members` as JSON without braces.
  void owner(std::string_view verb, const std::string& members);
  void minutes_ago(std::int64_t minutes) { now_ms_ = real_now_ms_ - minutes * 60'000; }
  void now() { now_ms_ = real_now_ms_; }
  void pass(std::int64_t milliseconds);  // time goes by, and the client is polled

  // The reader whose eyes these are.
  void open_like();
  void open_fans();
  void open_share();
  void open_thread(ThreadOptions options = {});
  void settle();
  void refresh() { client_->refresh(); }
  void hold() { server.set_latency(1 << 28); }  // no answer comes from here on
  void leave();                                 // the reader goes; the device keeps what it keeps

  void tick(std::int64_t now_ms);

  MemoryTransport server;
  std::unique_ptr<LikeButton> like;
  std::unique_ptr<FanCounter> fans;
  std::unique_ptr<ShareBar> share;
  std::unique_ptr<CommentThread> thread;
  ShareView share_view;
  ThreadView thread_view;

 private:
  HttpResponse write(std::string_view verb, std::string_view visitor, const std::string& members);
  void open_client();

  std::int64_t real_now_ms_;
  std::int64_t now_ms_;
  std::string language_;
  MemoryStorage device_;
  std::unique_ptr<Client> client_;
  int keys_ = 0;
};

}  // namespace parvis::demo
