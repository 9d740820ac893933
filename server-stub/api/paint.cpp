#include "api/paint.hpp"

#include "view/patch.hpp"

namespace parvis::server {

namespace {

struct Painter {
  const view::ViewContext& context;

  std::string operator()(const LikeItem& item) const {
    return painted(view::view_like(make_like_state(item), context));
  }
  std::string operator()(const ShareItem& item) const {
    return painted(view::view_share(make_share_state(item), context));
  }
  std::string operator()(const FanItem& item) const {
    return painted(view::view_fans(make_fan_state(item), context));
  }
  std::string operator()(const ThreadItem& item) const {
    return painted(view::view_thread(make_thread_state(item), context));
  }

  static std::string painted(const view::Node& tree) { return ",\"paint\":" + view::full_paint(tree); }
};

}  // namespace

std::string paint_members(const Item& item, const view::ViewContext& context) {
  return std::visit(Painter{context}, item);
}

}  // namespace parvis::server
