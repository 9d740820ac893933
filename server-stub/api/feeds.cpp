// GET /v1/feed: comments for feed readers - of a site, of a page, or answers to one visitor.
#include "api/answers.hpp"
#include "api/asking.hpp"
#include "api/feed.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "parvis/text.hpp"
#include "rules/capability.hpp"
#include "rules/limits.hpp"
#include "rules/listings.hpp"
#include "rules/names.hpp"
#include "rules/page_key.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

constexpr std::int64_t kEntries = 50;

struct Asked {
  std::string site, page, replies, language;
};

Result<Asked> read_asked(const ApiRequest& request) {
  Asked asked;
  asked.language = asked_language(request);
  for (const auto& [name, value] : request.query) {
    std::string* target = name == "site"      ? &asked.site
                          : name == "p"       ? &asked.page
                          : name == "replies" ? &asked.replies
                                              : nullptr;
    if (target == nullptr) continue;
    if (!utf8_valid(value) || has_control(value)) return invalid(name, "not plain UTF-8");
    if (utf8_length(value) > limits::kPageField) return too_long(name, limits::kPageField);
    *target = value;
  }
  if (asked.site.empty()) return invalid("site", "is required");
  return asked;
}

std::string address_of(const Asked& asked, const std::string& server) {
  std::string address = server + "/v1/feed?site=" + percent_encode(asked.site);
  if (!asked.page.empty()) address += "&p=" + percent_encode(asked.page);
  if (!asked.replies.empty()) address += "&replies=" + percent_encode(asked.replies);
  return address;
}

Result<Feed> of_page(Reader& reader, const Site& site, const Asked& asked, Feed feed) {
  PageRef wanted;
  wanted.key = asked.page;
  const auto name = page_name(wanted);
  if (!name) return name.error();
  const auto page = reader.page(site.id, name.value().key);
  const std::string& key = page ? page->key : name.value().key;
  feed.subject += "\npage " + key;
  feed.title =
      message("feed.page", feed.language, {{"title", page && !page->title.empty() ? page->title : key}});
  if (!page) return feed;
  feed.alternate = page->url;
  feed.comments = with_places(reader, site, reader.recent_of_page(page->id, kEntries));
  return feed;
}

Result<Feed> make_feed(Reader& reader, const Site& site, const Asked& asked, const std::string& server) {
  Feed feed;
  feed.language = asked.language;
  feed.self = address_of(asked, server);
  feed.subject = "site " + site.name;
  feed.title = message("feed.site", feed.language, {{"site", site.name}});
  if (!asked.page.empty()) return of_page(reader, site, asked, std::move(feed));
  if (asked.replies.empty()) {
    feed.comments = read_recent(reader, site, kEntries);
    return feed;
  }
  const RowId visitor = visitor_of_capability(site, asked.replies);
  if (visitor == 0) return refuse(ErrorCode::kNotFound, "no such feed", "replies");
  feed.subject += "\nreplies " + asked.replies;
  feed.title = message("feed.replies", feed.language);
  feed.comments = with_places(reader, site, reader.answers_to(site.id, visitor, kEntries));
  return feed;
}

}  // namespace

ApiResponse answer_feed(Service& service, const ApiRequest& request) {
  const auto asked = read_asked(request);
  if (!asked) return problem(asked.error(), asked_language(request));
  auto feed = Result<Feed>(refuse(ErrorCode::kUnavailable, "the store cannot be read"));
  const Status done = service.store.read([&](Reader& reader) {
    const auto site = asked_site(reader, asked.value().site, {}, {});
    feed = site ? make_feed(reader, site.value(), asked.value(), service.public_url(request))
                : Result<Feed>(site.error());
  });
  if (!done) return problem(done.error(), asked.value().language);
  if (!feed) return problem(feed.error(), asked.value().language);
  ApiResponse response;
  response.content_type = "application/atom+xml; charset=utf-8";
  response.body = write_feed(feed.value());
  make_cacheable(response, request, response.body);
  return response;
}

}  // namespace parvis::server
