#include "rules/webhooks.hpp"

#include <algorithm>
#include <limits>

#include "base/sha256.hpp"
#include "protocol/items_wire.hpp"
#include "rules/hmac.hpp"
#include "rules/threads.hpp"

namespace parvis::server {

namespace {

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kFirstWait = 10'000, kLongestWait = 3 * 3'600'000;
constexpr std::int64_t kAtOnce = 20;

std::string pack(const WebhookNews& news) {
  JsonWriter out;
  out.begin_object().member("event", news.event).member("comment", news.comment);
  out.member("by", news.reporter).end_object();
  return out.take();
}

std::optional<Site> site_by_id(Reader& reader, RowId id) {
  for (Site& site : reader.sites())
    if (site.id == id) return std::move(site);
  return std::nullopt;
}

// Empty when the comment is gone, or who reported it.
std::string body_of(Reader& reader, const Site& site, const WebhookJob& job) {
  const auto news = JsonDocument::parse(job.body);
  if (!news) return {};
  const JsonValue root = news.value().root();
  const auto row = reader.comment(root["comment"].text());
  if (!row || row->status != CommentRow::Status::kPublished) return {};
  const bool reported = root["event"].text() == "report";
  const auto report = reported ? reader.report(row->id, root["by"].integer()) : std::nullopt;
  if (reported && !report) return {};
  const auto page = reader.page_by_id(row->page);
  const ThreadChange change = change_of(reader, site, row->id);
  if (!page || !change.comment) return {};
  JsonWriter out;
  out.begin_object().member("event", root["event"].text()).member("site", site.name);
  out.member("at", job.made_ms).member("page", page->key).member("title", page->title);
  out.member("url", page->url.empty() ? std::string() : page->url + "#c-" + row->id);
  if (report) out.member("reason", report->reason).member("note", report->note);
  out.member("text", row->source).key("comment");
  write_comment(out, *change.comment);
  out.end_object();
  return out.take();
}

// Also what was put off for longer than anything is: the clock was set back since.
std::vector<WebhookJob> due_jobs(Reader& reader, std::int64_t now_ms) {
  auto due = reader.due_webhooks(0, now_ms, kAtOnce);
  const auto late = reader.due_webhooks(now_ms + kLongestWait + 1, std::numeric_limits<std::int64_t>::max(),
                                        kAtOnce - std::ssize(due));
  due.insert(due.end(), late.begin(), late.end());
  return due;
}

// From the first try to the one after this many: by the tries and not by the clock, which may jump.
std::int64_t waited_ms(std::int64_t tries) {
  std::int64_t all = 0;
  for (std::int64_t i = 0; i < tries && all <= kDay; ++i) all += webhook_wait_ms(i);
  return all;
}

std::optional<WebhookDelivery> delivery_of(Reader& reader, const WebhookJob& job, std::int64_t now_ms) {
  const auto site = site_by_id(reader, job.site);
  if (!site) return std::nullopt;
  const SiteSettings settings = settings_of(*site);
  WebhookDelivery delivery;
  delivery.job = job.id;
  delivery.url = settings.webhook_url;
  delivery.body = delivery.url.empty() ? "" : body_of(reader, *site, job);
  if (delivery.body.empty()) return std::nullopt;
  delivery.timestamp = std::to_string(now_ms / 1'000);
  delivery.signature =
      "sha256=" + hex(hmac_sha256(settings.webhook_secret, delivery.timestamp + "." + delivery.body));
  return delivery;
}

}  // namespace

void queue_webhook(Writer& writer, const Site& site, const SiteSettings& settings, const WebhookNews& news,
                   std::int64_t now_ms) {
  if (settings.webhook_url.empty()) return;
  WebhookJob job;
  job.site = site.id;
  job.body = pack(news);
  job.made_ms = now_ms;
  writer.add_webhook(job);
}

std::vector<WebhookDelivery> due_deliveries(Store& store, std::int64_t now_ms) {
  std::vector<WebhookDelivery> due;
  std::vector<std::int64_t> idle;
  const Status read = store.read([&](Reader& reader) {
    for (const WebhookJob& job : due_jobs(reader, now_ms)) {
      if (auto delivery = delivery_of(reader, job, now_ms))
        due.push_back(std::move(*delivery));
      else
        idle.push_back(job.id);
    }
  });
  if (!read) return {};
  if (!idle.empty())
    (void)store.write([&](Writer& writer) -> Status {
      writer.shows_nowhere();
      for (const std::int64_t job : idle) writer.drop_webhook(job);
      return Unit{};
    });
  return due;
}

std::int64_t webhook_wait_ms(std::int64_t tries) {
  return std::min(kFirstWait << std::min<std::int64_t>(tries, 20), kLongestWait);
}

void settle_delivery(Store& store, std::int64_t job, bool delivered, std::int64_t now_ms) {
  (void)store.write([&](Writer& writer) -> Status {
    writer.shows_nowhere();
    const auto found = writer.webhook(job);
    if (!found) return Unit{};
    if (delivered || waited_ms(found->tries + 1) > kDay)
      writer.drop_webhook(job);
    else
      writer.set_webhook_try(job, now_ms + webhook_wait_ms(found->tries), found->tries + 1);
    return Unit{};
  });
}

std::size_t deliver_webhooks(Store& store, const std::function<bool(const WebhookDelivery&)>& post,
                             const std::function<std::int64_t()>& clock) {
  std::size_t arrived = 0;
  for (const WebhookDelivery& delivery : due_deliveries(store, clock())) {
    const bool delivered = post(delivery);
    settle_delivery(store, delivery.job, delivered, clock());
    arrived += delivered;
  }
  return arrived;
}

}  // namespace parvis::server
