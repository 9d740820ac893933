#include "api/html.hpp"

#include "view/build.hpp"
#include "view/thread_parts.hpp"
#include "view/views.hpp"

namespace parvis::server {

std::string html_of(const std::vector<RichNode>& body) {
  view::Node holder;
  view::add_rich(holder, body);
  return view::to_html(holder);
}

std::string iso_time(std::int64_t ms) { return view::iso_time(ms); }

}  // namespace parvis::server
