// A transport of one's own, on libcurl, without threads: what parvis/host.hpp asks of one and no more.
#pragma once

#include <curl/curl.h>

#include <list>
#include <string>
#include <utility>

#include "parvis/host.hpp"

class CurlTransport final : public parvis::Transport {
 public:
  ~CurlTransport() override {
    for (Call& call : calls_) finish(call);
    curl_multi_cleanup(multi_);
  }

  // Returns at once: curl only takes note, and works on it in poll().
  void send(parvis::HttpRequest request, Done done) override {
    Call& call = calls_.emplace_back(Call{std::move(request), std::move(done), {}, curl_easy_init()});
    curl_easy_setopt(call.easy, CURLOPT_URL, call.request.url.c_str());
    curl_easy_setopt(call.easy, CURLOPT_TIMEOUT_MS, 30'000L);
    curl_easy_setopt(call.easy, CURLOPT_WRITEFUNCTION, &CurlTransport::append);
    curl_easy_setopt(call.easy, CURLOPT_WRITEDATA, &call.body);
    curl_easy_setopt(call.easy, CURLOPT_PRIVATE, &call);
    if (call.request.method == "POST") {
      call.headers = curl_slist_append(nullptr, "Content-Type: text/plain;charset=UTF-8");
      curl_easy_setopt(call.easy, CURLOPT_HTTPHEADER, call.headers);
      curl_easy_setopt(call.easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(call.request.body.size()));
      curl_easy_setopt(call.easy, CURLOPT_POSTFIELDS, call.request.body.data());
    }
    curl_multi_add_handle(multi_, call.easy);
  }

  void poll() override {
    int left = 0;
    curl_multi_perform(multi_, &left);
    while (CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      const CURLcode result = message->data.result;
      Call* call = nullptr;
      long status = 0;
      curl_off_t retry_after = 0;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &call);
      curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &status);
      curl_easy_getinfo(message->easy_handle, CURLINFO_RETRY_AFTER, &retry_after);
      const Done done = std::move(call->done);
      const std::string body = std::move(call->body);
      finish(*call);
      calls_.remove_if([call](const Call& other) { return &other == call; });
      // An answer is an answer whatever its status; no answer is an error. Last, since `done` may send again.
      if (result == CURLE_OK) {
        done(parvis::HttpResponse{static_cast<int>(status), retry_after * 1000, body});
      } else {
        const bool late = result == CURLE_OPERATION_TIMEDOUT;
        done(parvis::Error{late ? parvis::ErrorCode::kTimeout : parvis::ErrorCode::kNetwork,
                           curl_easy_strerror(result)});
      }
    }
  }

 private:
  struct Call {
    parvis::HttpRequest request;
    Done done;
    std::string body;
    CURL* easy;
    curl_slist* headers = nullptr;
  };
  static std::size_t append(char* bytes, std::size_t size, std::size_t count, void* body) {
    static_cast<std::string*>(body)->append(bytes, size * count);
    return size * count;
  }
  void finish(Call& call) {
    curl_multi_remove_handle(multi_, call.easy);
    curl_easy_cleanup(call.easy);
    curl_slist_free_all(call.headers);
  }

  CURLM* multi_ = curl_multi_init();
  std::list<Call> calls_;
};
