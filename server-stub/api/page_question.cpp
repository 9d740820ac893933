#include "api/page_question.hpp"

#include <tuple>

#include "api/answers.hpp"
#include "api/asking.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "protocol/items_wire.hpp"
#include "rules/counters.hpp"
#include "rules/events.hpp"
#include "rules/ids.hpp"
#include "rules/limits.hpp"
#include "rules/listings.hpp"
#include "rules/names.hpp"
#include "rules/refusal.hpp"
#include "rules/thread_pages.hpp"

namespace parvis::server {

namespace {

Status check_text(std::string_view name, std::string_view text, std::size_t limit) {
  if (!utf8_valid(text)) return invalid(name, "not UTF-8");
  if (utf8_length(text) > limit) return too_long(name, limit);
  if (has_control(text)) return invalid(name, "control characters");
  return Unit{};
}

Status check_descriptor(const Descriptor& asked) {
  const std::tuple<std::string_view, std::string_view, std::size_t> texts[] = {
      {"e.p", asked.page_key, limits::kPageField},
      {"e.u", asked.url, limits::kPageField},
      {"e.t", asked.title, limits::kTitle},
      {"e.i", asked.image, limits::kPageField},
      {"e.c", asked.community, limits::kCommunity}};
  for (const auto& [name, text, limit] : texts)
    if (const Status fine = check_text(name, text, limit); !fine) return fine;
  if (!asked.url.empty() && !parse_url(asked.url)) return invalid("e.u", "must be an http(s) address");
  if (!asked.image.empty() && !parse_url(asked.image)) return invalid("e.i", "must be an http(s) address");
  if (asked.limit < 1 || asked.limit > limits::kRootsPerPage)
    return invalid("e.limit", "must be 1 to " + std::to_string(limits::kRootsPerPage));
  const std::pair<std::string_view, std::string_view> ids[] = {
      {"e.reply", asked.reply}, {"e.at", asked.at}, {"e.under", asked.under}};
  for (const auto& [name, id] : ids)
    if (!id.empty() && !is_id(id)) return invalid(name, "not the id of a comment");
  if (!asked.at.empty() && !asked.under.empty()) return invalid("e.at", "not together with under");
  return Unit{};
}

// Notes what an item was made from.
struct Seeing {
  const Versions& versions;
  SeenVersions& seen;

  void operator()(const Item& item) const { std::visit(*this, item); }
  void operator()(const FanItem& item) const { versions.see(seen, Versions::community(item.community)); }
  void operator()(const RecentItem&) const { seen.any_commit = true; }
  template <typename OfPage>
  void operator()(const OfPage& item) const {
    versions.see(seen, Versions::page(item.page));
  }
};

}  // namespace

Status add_element(PageQuestion& question, std::string_view descriptor) {
  if (question.elements.size() == limits::kElements)
    return invalid("e", "at most " + std::to_string(limits::kElements) + " elements");
  auto read = read_descriptor(descriptor);
  if (!read) return invalid("e", read.error().detail);
  Element element{std::move(read).value(), {}};
  const Descriptor& asked = element.descriptor;
  if (const Status fine = check_descriptor(asked); !fine) return fine;
  if (asked.kind == WidgetKind::kComments && ++question.threads > limits::kThreads)
    return invalid("e", "at most " + std::to_string(limits::kThreads) + " threads");
  if (asked.kind != WidgetKind::kFans && asked.kind != WidgetKind::kRecent) {
    PageRef page = question.page;
    if (!asked.page_key.empty()) page.key = asked.page_key;
    auto name = page_name(page);
    if (!name) return name.error();
    element.page = std::move(name).value();
  }
  question.elements.push_back(std::move(element));
  return Unit{};
}

Result<PageQuestion> read_question(const ApiRequest& request) {
  PageQuestion question;
  std::vector<std::string_view> descriptors;
  const std::tuple<std::string_view, std::string*, std::size_t> texts[] = {
      {"address", &question.page.address, limits::kPageField},
      {"canonical", &question.page.canonical, limits::kPageField},
      {"page", &question.page.key, limits::kPageField},
      {"site", &question.site, limits::kSiteName},
      {"words", &question.words, limits::kWords}};
  for (const auto& [name, value] : request.query) {
    if (name == "e") descriptors.push_back(value);
    if (name == "lang") question.language = known_language(value);
    for (const auto& [known, target, limit] : texts) {
      if (name != known) continue;
      if (const Status fine = check_text(name, value, limit); !fine) return fine.error();
      *target = value;
    }
  }
  if (descriptors.empty()) return invalid("e", "at least one element");
  for (std::string_view descriptor : descriptors)
    if (const Status fine = add_element(question, descriptor); !fine) return fine.error();
  return question;
}

Result<PageAnswer> answer_question(Service& service, const PageQuestion& question, std::int64_t now_ms) {
  PageAnswer answer;
  std::optional<Error> refused;
  std::vector<ThreadAnswer> rankings;

  const auto item_for = [&](Reader& reader, const Element& element) -> Result<PageItem> {
    const Descriptor& asked = element.descriptor;
    switch (asked.kind) {
      case WidgetKind::kLike:
        return PageItem(Item(read_like(reader, answer.site, element.page)));
      case WidgetKind::kShare:
        return PageItem(Item(read_share(reader, answer.site, element.page, asked)));
      case WidgetKind::kFans:
        return PageItem(Item(read_fans(reader, answer.site, asked.community)));
      case WidgetKind::kCount:
        return PageItem(read_count(reader, answer.site, element.page));
      case WidgetKind::kRecent:
        return PageItem(read_recent(reader, answer.site, asked.limit));
      case WidgetKind::kComments:
        break;
    }
    auto thread = read_thread(reader, answer.site, element.page,
                              {asked.sort, asked.after, asked.limit, asked.at, asked.under}, now_ms);
    if (!thread) return thread.error();
    ThreadAnswer& found = thread.value();
    found.item.event = kEventMark;
    PageItem item(Item(std::move(found.item)));
    if (found.new_epoch) rankings.push_back(std::move(found));
    return item;
  };

  answer.event = service.events().newest_id();
  answer.versions = service.store.versions().start();
  const Status done = service.store.read([&](Reader& reader) {
    auto site = asked_site(reader, question.site, question.page, {});
    if (!site) return void(refused = site.error());
    answer.site = std::move(site).value();
    for (const Element& element : question.elements) {
      auto item = item_for(reader, element);
      if (!item) return void(refused = item.error());
      answer.items.push_back(std::move(item).value());
    }
  });
  if (!done) return done.error();
  if (refused) return *refused;
  for (const PageItem& item : answer.items)
    std::visit(Seeing{service.store.versions(), answer.versions}, item);

  for (ThreadAnswer& ranking : rankings) {
    service.store.write_later([ranking = std::move(ranking), now_ms](Writer& writer) -> Status {
      writer.shows_nowhere();
      writer.add_epoch(ranking.page, ranking.item.sort, *ranking.new_epoch, ranking.ranking,
                       now_ms - limits::kEpochKept);
      return Unit{};
    });
  }
  return answer;
}

void write_page_item(JsonWriter& out, const PageItem& item) {
  if (const auto* count = std::get_if<CountItem>(&item)) {
    out.member("kind", "count").member("page", count->page).member("count", count->count);
  } else if (const auto* recent = std::get_if<RecentItem>(&item)) {
    out.member("kind", "recent").key("comments").begin_array();
    for (const RecentComment& one : recent->comments) {
      // The comment's own members and where it stands, in one object.
      JsonWriter comment;
      write_comment(comment, one.comment);
      JsonWriter place;
      place.begin_object().member("page", one.page).member("url", one.url).member("title", one.title);
      place.end_object();
      std::string all = comment.take();
      all.back() = ',';
      out.raw(all.append(place.text(), 1));
    }
    out.end_array();
  } else {
    write_item_members(out, std::get<Item>(item));
  }
}

}  // namespace parvis::server
