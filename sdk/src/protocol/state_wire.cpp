#include "protocol/state_wire.hpp"

#include "base/json.hpp"
#include "model/share_links.hpp"
#include "parvis/text.hpp"
#include "protocol/items_wire.hpp"

namespace parvis {
namespace {

constexpr std::string_view kPhases[] = {"loading", "ready", "failed"};

void begin(JsonWriter& out, WidgetKind kind, std::uint64_t version, const WidgetStatus& status,
           std::string_view language) {
  out.begin_object()
      .member("kind", widget_kind_name(kind))
      .member("version", static_cast<std::int64_t>(version));
  out.member("phase", kPhases[static_cast<std::size_t>(status.phase)]);
  out.member_bool("pending", status.pending);
  if (!status.error) return;
  out.key("error").begin_object().member("code", static_cast<std::int64_t>(status.error->code));
  out.member("name", error_name(status.error->code));
  out.member("sentence", error_sentence(*status.error, language)).end_object();
}

void write_toggles(JsonWriter& out, std::string_view on_name, const Toggle& shown, const Toggle& confirmed) {
  out.member("count", shown.count).member_bool(on_name, shown.on);
  out.key("confirmed").begin_object().member("count", confirmed.count).member_bool(on_name, confirmed.on);
  out.end_object();
}

template <typename Chosen>
void write_ids(JsonWriter& out, std::string_view name, const CommentList& comments, Chosen chosen) {
  out.key(name).begin_array();
  for (const Comment& comment : comments) {
    if (chosen(comment)) out.string(comment.id);
  }
  out.end_array();
}

void write_reacted(JsonWriter& out, const ThreadState& state) {
  out.key("reacted").begin_array();
  for (const Comment& comment : state.comments) {
    for (const Reaction& one : comment.reactions) {
      if (one.on) out.begin_array().string(comment.id).string(one.emoji).end_array();
    }
  }
  out.end_array().key("page_reacted").begin_array();
  for (const Reaction& one : state.reactions) {
    if (one.on) out.string(one.emoji);
  }
  out.end_array();
}

void write_forms(JsonWriter& out, const ThreadState& state) {
  constexpr std::string_view kComposers[] = {"", "post", "reply", "edit"};
  out.member("author_name", state.author_name).member("draft", state.draft);
  out.member("reply_to", state.reply_to).member("reply_draft", state.reply_draft);
  out.member("edit", state.edit.id).member("edit_draft", state.edit.draft);
  out.member("preview", kComposers[static_cast<std::size_t>(state.preview.of)]);
  out.key("preview_body");
  write_rich(out, state.preview.body);
  out.member("report", state.report.id).member("report_reason", state.report.reason);
  out.member("report_note", state.report.note).member("reacting", state.reacting).member("undo", state.undo);
}

}  // namespace

std::string write_state(const LikeState& state, std::string_view language) {
  JsonWriter out;
  begin(out, WidgetKind::kLike, state.version, state.status, language);
  write_toggles(out, "liked", state.shown, state.confirmed);
  out.end_object();
  return out.take();
}

std::string write_state(const FanState& state, std::string_view language) {
  JsonWriter out;
  begin(out, WidgetKind::kFans, state.version, state.status, language);
  out.member("community", state.community);
  write_toggles(out, "joined", state.shown, state.confirmed);
  out.end_object();
  return out.take();
}

std::string write_state(const ShareState& state, std::string_view language) {
  JsonWriter out;
  begin(out, WidgetKind::kShare, state.version, state.status, language);
  out.member("url", state.url).member("title", state.title).member("image", state.image);
  out.member("total", state.total).key("networks").begin_array();
  for (const ShareCount& entry : state.networks) {
    out.begin_array().string(network_name(entry.network)).integer(entry.count);
    out.string(share_link(entry.network, state.url, state.title, state.image, state.mastodon_instance))
        .end_array();
  }
  out.end_array().member("instance", state.mastodon_instance);
  out.member_bool("asking_instance", state.asking_instance).end_object();
  return out.take();
}

std::string write_state(const ThreadState& state, std::string_view language) {
  JsonWriter out;
  begin(out, WidgetKind::kComments, state.version, state.status, language);
  out.member("sort", sort_name(state.sort)).member("total", state.total).member_bool("closed", state.closed);
  out.key("comments").begin_array();
  for (const Comment& comment : state.comments) write_comment(out, comment);
  out.end_array();
  write_ids(out, "mine", state.comments, [](const Comment& one) { return one.mine; });
  write_ids(out, "liked", state.comments, [](const Comment& one) { return one.vote > 0; });
  write_ids(out, "down", state.comments, [](const Comment& one) { return one.vote < 0; });
  write_ids(out, "waiting", state.comments, [](const Comment& one) { return one.pending; });
  write_ids(out, "fresh", state.comments, [](const Comment& one) { return one.fresh; });
  write_reacted(out, state);
  write_reactions(out, state.reactions);
  out.member("next", state.next).member("prev", state.prev).member("at", state.at);
  out.member("under", state.under).key("collapsed").begin_array();
  for (const std::string& id : state.collapsed) out.string(id);
  out.end_array().member_bool("loading_more", state.loading_more);
  out.member_bool("loading_previous", state.loading_previous).member("arrived", state.waiting);
  out.member("unread", state.unread.count).member("since", state.unread.since_ms);
  out.member_bool("down_votes", state.down_votes).member("edit_ms", state.edit_ms);
  out.member_bool("offline", state.offline).member("event", state.event);
  write_forms(out, state);
  out.end_object();
  return out.take();
}

}  // namespace parvis
