// What widgets ask for besides reads and writes, and what the server tells without being asked.
#include <utility>

#include "base/json.hpp"
#include "client_core.hpp"

namespace parvis {

Status ClientCore::push(std::string_view json) {
  const Result<JsonDocument> event = JsonDocument::parse(json);
  if (!event.ok()) return event.error();
  const JsonValue root = event.value().root();
  const std::string_view type = root["type"].text();
  if (type.empty()) return {ErrorCode::kMalformed, "an event without a type"};
  if (type == "reset") refresh();
  for (const auto& entry : entries_) entry->take_event(type, root);
  return Unit{};
}

void ClientCore::hand_over(Entry& entry) {
  const PageRef& page = entry.mounted_page();
  for (const QueuedWrite& write : queue_.all()) {
    const Result<JsonDocument> body = JsonDocument::parse(write.body);
    if (!body.ok() || entry.owns(write.key)) continue;
    const JsonValue root = body.value().root();
    const bool here = write.page.empty() ? root["page"]["address"].text() == page.address
                                         : write.page == entry.page_key() ||
                                               (entry.page_key().empty() && write.page == page.key);
    if (here) entry.adopt(write.key, read_write(write.verb, root));
  }
}

void ClientCore::ask(Entry& from, Question question, std::string_view about) {
  std::weak_ptr<Entry> asking;
  for (const auto& entry : entries_) {
    if (entry.get() == &from) asking = entry;
  }
  HttpRequest request =
      question == Question::kPreview
          ? preview_request(options_.server, options_.site, from.page_ref(), about)
          : source_request(options_.server, options_.site, queue_.ensure_token(), from.page_ref(), about);
  const std::weak_ptr<bool> alive = alive_;
  transport_.send(std::move(request),
                  [alive, asking, question, about = std::string(about)](const Result<HttpResponse>& result) {
                    const auto entry = asking.lock();
                    if (alive.expired() || !entry) return;
                    if (result.ok() && result.value().status == 200) {
                      if (const auto answer = JsonDocument::parse(result.value().body); answer.ok()) {
                        entry->take_told(question, about, answer.value().root());
                        return;
                      }
                    }
                    entry->take_told(question, about, {});
                  });
}

void ClientCore::tell(Entry& entry, const std::string& json) {
  for (const Entry::Subscriber& subscriber : entry.subscribers()) tell_event(subscriber.id, json);
}

}  // namespace parvis
