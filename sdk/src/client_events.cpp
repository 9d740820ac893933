#include "client_events.hpp"

#include "base/json.hpp"
#include "parvis/text.hpp"
#include "protocol/items_wire.hpp"

namespace parvis {
namespace {

void comment_members(JsonWriter& out, std::string_view action, std::string_view id) {
  out.member("action", action).member("id", id);
}

std::string_view type_of(Verb verb) {
  switch (verb) {
    case Verb::kLike:
      return "like";
    case Verb::kShare:
      return "share";
    case Verb::kFan:
      return "fan";
    default:
      return "comment";
  }
}

}  // namespace

std::string write_event(const WriteAnswer& answer, std::string_view page) {
  JsonWriter out;
  out.begin_object().member("type", type_of(answer.verb));
  if (answer.verb != Verb::kFan) out.member("page", answer.page.empty() ? page : answer.page);
  switch (answer.verb) {
    case Verb::kLike:
      out.member_bool("liked", answer.on).member("count", answer.count);
      break;
    case Verb::kShare:
      out.member("network", network_name(answer.network)).member("count", answer.count);
      out.member("total", answer.total);
      break;
    case Verb::kFan:
      out.member("community", answer.community).member_bool("joined", answer.on);
      out.member("count", answer.count);
      break;
    case Verb::kComment:
      comment_members(out, "post", answer.id);
      break;
    case Verb::kCommentDelete:
      comment_members(out, "delete", answer.id);
      break;
    case Verb::kCommentVote:
      comment_members(out, "like", answer.id);
      break;
    case Verb::kCommentEdit:
      comment_members(out, "edit", answer.id);
      break;
    case Verb::kCommentReact:
      comment_members(out, "react", answer.id);
      break;
    case Verb::kCommentRestore:
      comment_members(out, "restore", answer.id);
      break;
    case Verb::kCommentReport:
      comment_members(out, "report", answer.id);
      break;
  }
  out.end_object();
  return out.take();
}

std::string ready_event(WidgetKind kind) {
  JsonWriter out;
  out.begin_object().member("type", "ready").member("kind", widget_kind_name(kind)).end_object();
  return out.take();
}

std::string error_event(const Error& error) {
  JsonWriter out;
  out.begin_object().member("type", "error").member("code", static_cast<std::int64_t>(error.code));
  out.member("name", error_name(error.code)).member("detail", error.detail).end_object();
  return out.take();
}

}  // namespace parvis
