// Drawing items with the same view code as the browser.
#pragma once

#include <string>

#include "model/items.hpp"
#include "view/views.hpp"

namespace parvis::server {

// ,"paint":{…} and for toggles ,"toggle":{…}
std::string paint_members(const Item& item, const view::ViewContext& context);

}  // namespace parvis::server
