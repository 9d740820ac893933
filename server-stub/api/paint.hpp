// Drawing items with the same view code as the browser.
#pragma once

#include <string>

#include "model/items.hpp"
#include "view/views.hpp"

namespace parvis::server {

// ,"paint":{…} and for toggles ,"toggle":{…}. `asked` may open a reply form.
std::string paint_members(const Item& item, const Descriptor& asked, const view::ViewContext& context);

}  // namespace parvis::server
