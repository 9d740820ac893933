// Votes, reactions and reports.
#include <algorithm>

#include "rules/pages.hpp"
#include "rules/present.hpp"
#include "rules/refusal.hpp"
#include "rules/threads.hpp"
#include "rules/webhooks.hpp"

namespace parvis::server {

namespace {

bool published(const CommentRow& row) { return row.status == CommentRow::Status::kPublished; }

Error gone() { return refuse(ErrorCode::kNotFound, "the comment is gone", "id"); }

Reacted reactions_to_page(Reader& reader, const Site& site, const PageName& name) {
  const auto page = reader.page(site.id, name.key);
  const Presenter presenter(reader, site);
  if (!page) return {name.key, presenter.reactions("", true)};
  return {page->key, presenter.reactions(page->reactions, true)};
}

}  // namespace

Result<Votes> vote(Writer& writer, const Site& site, RowId visitor, std::string_view id, int vote,
                   std::int64_t now_ms) {
  const auto found = find_comment(writer, site, id, "id");
  if (!found) return found.error();
  const CommentRow& comment = found.value().comment;
  if (vote < 0 && !settings_of(site).down_votes)
    return invalid("vote", "this site has no votes against comments");
  if (vote != 0 && !published(comment)) return gone();
  writer.set_vote(comment.page, id, visitor, vote, now_ms);
  writer.shows_on_page(found.value().page.key);
  const auto row = writer.comment(id);
  return row ? Votes{found.value().page.key, row->likes, row->downs} : Votes{};
}

Result<Reacted> react(Writer& writer, const Site& site, RowId visitor, const PageName& name,
                      std::string_view id, const std::string& emoji, bool on, std::int64_t now_ms) {
  const SiteSettings settings = settings_of(site);
  if (on &&
      std::find(settings.reactions.begin(), settings.reactions.end(), emoji) == settings.reactions.end())
    return invalid("reaction", "none of this site's reactions");
  if (id.empty()) {
    if (!on && !writer.page(site.id, name.key)) return reactions_to_page(writer, site, name);
    const Page page = page_for_writing(writer, site, name, now_ms);
    writer.set_reaction(page.id, "", visitor, emoji, on, now_ms);
    writer.shows_on_page(page.key);
    return reactions_to_page(writer, site, name);
  }
  const auto found = find_comment(writer, site, id, "id");
  if (!found) return found.error();
  const CommentRow& comment = found.value().comment;
  if (on && !published(comment)) return gone();
  writer.set_reaction(comment.page, id, visitor, emoji, on, now_ms);
  writer.shows_on_page(found.value().page.key);
  const auto row = writer.comment(id);
  return Reacted{found.value().page.key,
                 Presenter(writer, site).reactions(row ? row->reactions : comment.reactions, false)};
}

Status report_comment(Writer& writer, const Site& site, const ReportRow& report) {
  const auto found = find_comment(writer, site, report.comment, "id");
  if (!found) return found.error();
  if (!published(found.value().comment)) return gone();
  if (writer.add_report(site.id, report))
    queue_webhook(writer, site, settings_of(site), {"report", report.comment, report.visitor}, report.at_ms);
  writer.shows_nowhere();
  return Unit{};
}

}  // namespace parvis::server
