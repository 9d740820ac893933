#include "api/paint.hpp"

#include "view/patch.hpp"
#include "view/toggle.hpp"

namespace parvis::server {

namespace {

struct Painter {
  const Descriptor& asked;
  const view::ViewContext& context;

  std::string operator()(const LikeItem& item) const {
    const LikeState state = make_like_state(item);
    return painted(view::view_like(state, context)) + looks(view::toggle_paints(state, context));
  }
  std::string operator()(const ShareItem& item) const {
    return painted(view::view_share(make_share_state(item), context));
  }
  std::string operator()(const FanItem& item) const {
    const FanState state = make_fan_state(item);
    return painted(view::view_fans(state, context)) + looks(view::toggle_paints(state, context));
  }
  std::string operator()(const ThreadItem& item) const {
    ThreadState state = make_thread_state(item);
    state.reply_to = asked.reply;
    return painted(view::view_thread(state, context));
  }

  static std::string looks(const view::TogglePaints& paints) {
    return ",\"toggle\":{\"off\":" + paints.off + ",\"on\":" + paints.on + ",\"mine\":" + paints.mine +
           ",\"unmine\":" + paints.unmine + "}";
  }
  static std::string painted(const view::Node& tree) { return ",\"paint\":" + view::full_paint(tree); }
};

}  // namespace

std::string paint_members(const Item& item, const Descriptor& asked, const view::ViewContext& context) {
  return std::visit(Painter{asked, context}, item);
}

}  // namespace parvis::server
