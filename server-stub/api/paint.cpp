#include "api/paint.hpp"

#include "parvis/text.hpp"
#include "rules/refusal.hpp"
#include "view/patch.hpp"
#include "view/toggle.hpp"

namespace parvis::server {

namespace {

struct Painter {
  JsonWriter& out;
  const Descriptor& asked;
  const view::ViewContext& context;

  void operator()(const LikeItem& item) const {
    const LikeState state = make_like_state(item);
    paint(view::view_like(state, context));
    looks(view::toggle_paints(state, context));
  }
  void operator()(const ShareItem& item) const { paint(view::view_share(make_share_state(item), context)); }
  void operator()(const FanItem& item) const {
    const FanState state = make_fan_state(item);
    paint(view::view_fans(state, context));
    looks(view::toggle_paints(state, context));
  }
  void operator()(const Item& item) const { std::visit(*this, item); }
  void operator()(const CountItem& item) const { paint(view::view_count(item, context)); }
  void operator()(const RecentItem& item) const { paint(view::view_recent(item, context)); }
  void operator()(const ThreadItem& item) const {
    ThreadState state = make_thread_state(item);
    state.reply_to = asked.reply;
    paint(view::view_thread(state, context));
  }

  void paint(const view::Node& tree) const { out.key("paint").raw(view::full_paint(tree)); }
  void looks(const view::TogglePaints& paints) const {
    out.key("toggle").begin_object();
    out.key("off").raw(paints.off).key("on").raw(paints.on);
    out.key("mine").raw(paints.mine).key("unmine").raw(paints.unmine).end_object();
  }
};

}  // namespace

void write_paint(JsonWriter& out, const PageItem& item, const Descriptor& asked,
                 const view::ViewContext& context) {
  std::visit(Painter{out, asked, context}, item);
}

Result<JsonDocument> own_words(std::string_view words) {
  const auto object = JsonDocument::parse(words);
  if (!object || !object.value().root().is_object()) return invalid("words", "must be a JSON object");
  return JsonDocument::parse("{\"words\":" + std::string(words) + "}");
}

void write_words(JsonWriter& out, const std::string& language) {
  out.key("words").begin_object();
  out.member("delete", message("comment.delete", language));
  out.member("unreachable", error_sentence({ErrorCode::kNetwork, ""}, language));
  out.member("blank", message("comment.blank", language)).end_object();
}

}  // namespace parvis::server
