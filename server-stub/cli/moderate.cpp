// comment, thread, visitor: the owner's emergency verbs, for who sits at the server.
#include <iostream>

#include "cli/command_line.hpp"
#include "rules/page_key.hpp"
#include "rules/pages.hpp"
#include "rules/threads.hpp"
#include "rules/visits.hpp"

namespace parvis::server {
namespace {

Error not_found(const std::string& what) { return {ErrorCode::kNotFound, what, 0, {}}; }

Result<Site> site_of_comment(Reader& reader, const std::string& id) {
  const auto comment = reader.comment(id);
  const auto page = comment ? reader.page_by_id(comment->page) : std::nullopt;
  if (page)
    for (auto& site : reader.sites())
      if (site.id == page->site) return site;
  return not_found("there is no comment " + id);
}

Result<Site> named_or_only_site(Reader& reader, const std::string& name) {
  auto sites = reader.sites();
  if (name.empty() && sites.size() == 1) return sites.front();
  for (auto& site : sites)
    if (site.name == name) return site;
  return not_found(name.empty() ? "there are several sites: say which with --site"
                                : "there is no site " + name);
}

int moderate(Store& store, const std::string& id, CommentRow::Status status) {
  const auto done = store.write([&](Writer& writer) -> Status {
    const auto site = site_of_comment(writer, id);
    if (!site) return site.error();
    const auto change = moderate_comment(writer, site.value(), id, status);
    if (!change) return change.error();
    return Unit{};
  });
  return done ? kDone : complain(done.error());
}

}  // namespace

int comment_hide(Store& store, const ModerateOptions& options) {
  return moderate(store, options.comment, CommentRow::Status::kHidden);
}

int comment_delete(Store& store, const ModerateOptions& options) {
  return moderate(store, options.comment, CommentRow::Status::kRemoved);
}

int comment_restore(Store& store, const ModerateOptions& options) {
  return moderate(store, options.comment, CommentRow::Status::kPublished);
}

int page_alias(Store& store, const ModerateOptions& options) {
  PageRef was, now;
  was.key = options.page;
  now.key = options.new_page;
  const auto was_name = page_name(was), now_name = page_name(now);
  if (!was_name) return complain(was_name.error());
  if (!now_name) return complain(now_name.error());
  const auto done = store.write([&](Writer& writer) -> Status {
    const auto site = named_or_only_site(writer, options.site);
    if (!site) return site.error();
    const auto page = move_page(writer, site.value(), was_name.value(), now_name.value());
    if (!page) return not_found("nobody has used the page " + was_name.value().key);
    std::cout << page.value().key << ": " << page.value().likes << " likes, " << page.value().comments
              << " comments\n";
    return Unit{};
  });
  return done ? kDone : complain(done.error());
}

int thread_set_closed(Store& store, const ModerateOptions& options, bool closed) {
  PageRef asked;
  asked.key = options.page;
  const auto name = page_name(asked);
  if (!name) return complain(name.error());
  const auto done = store.write([&](Writer& writer) -> Status {
    const auto site = named_or_only_site(writer, options.site);
    if (!site) return site.error();
    // Closing may come before the first visitor; a page that is new may also be a slip, so it is said.
    if (!writer.page(site.value().id, name.value().key))
      std::cout << "Nobody has used the page " << name.value().key << " before.\n";
    writer.set_closed(page_for_writing(writer, site.value(), name.value()).id, closed);
    return Unit{};
  });
  return done ? kDone : complain(done.error());
}

int visitor_set_blocked(Store& store, const ModerateOptions& options, bool blocked) {
  const auto done = store.write([&](Writer& writer) -> Status {
    const auto site = site_of_comment(writer, options.comment);
    if (!site) return site.error();
    return block_author(writer, site.value(), options.comment, blocked);
  });
  return done ? kDone : complain(done.error());
}

}  // namespace parvis::server
