// comment, thread, visitor: the owner's emergency verbs, for who sits at the server.
#include <iostream>

#include "api/html.hpp"
#include "cli/command_line.hpp"
#include "rules/limits.hpp"
#include "rules/moderation.hpp"
#include "rules/page_key.hpp"
#include "rules/pages.hpp"
#include "rules/system.hpp"
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

int moderate(Store& store, const std::string& id, Moderation what) {
  const auto done = store.write([&](Writer& writer) -> Status {
    const auto site = site_of_comment(writer, id);
    if (!site) return site.error();
    return moderate_comment(writer, site.value(), id, what, system_clock_ms());
  });
  return done ? kDone : complain(done.error());
}

}  // namespace

int comment_moderate(Store& store, const ModerateOptions& options, std::string_view what) {
  return moderate(store, options.comment, *moderation_from_name(what));
}

int comment_history(Store& store, const ModerateOptions& options) {
  auto versions = Result<std::vector<CommentVersion>>(not_found("there is no comment " + options.comment));
  const auto done = store.read([&](Reader& reader) {
    const auto site = site_of_comment(reader, options.comment);
    if (site) versions = history(reader, site.value(), options.comment);
  });
  if (!done) return complain(done.error());
  if (!versions) return complain(versions.error());
  for (const CommentVersion& version : versions.value())
    std::cout << iso_time(version.at_ms) << '\n' << version.source << "\n\n";
  return kDone;
}

int visitor_set_role(Store& store, const ModerateOptions& options) {
  const auto done = store.write([&](Writer& writer) -> Status {
    const auto site = site_of_comment(writer, options.comment);
    if (!site) return site.error();
    return set_role(writer, site.value(), options.comment, options.role == "none" ? "" : options.role);
  });
  return done ? kDone : complain(done.error());
}

int report_list(Store& store, const ModerateOptions& options) {
  auto found = Result<Site>(not_found("there is no site"));
  std::vector<ReportRow> reports;
  const auto done = store.read([&](Reader& reader) {
    found = named_or_only_site(reader, options.site);
    if (found) reports = reader.reports(found.value().id, limits::kListed);
  });
  if (!done) return complain(done.error());
  if (!found) return complain(found.error());
  for (const ReportRow& report : reports)
    std::cout << iso_time(report.at_ms) << ' ' << report.comment << ' ' << report.reason
              << (report.note.empty() ? "" : ": ") << report.note << '\n';
  return kDone;
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
    writer.set_closed(page_for_writing(writer, site.value(), name.value(), system_clock_ms()).id, closed);
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
