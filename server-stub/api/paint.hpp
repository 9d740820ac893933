// Drawing items with the same view code as the browser.
#pragma once

#include "base/json.hpp"
#include "model/items.hpp"
#include "view/views.hpp"

namespace parvis::server {

// Adds the members "paint" and, for toggles, "toggle". `asked` may open a reply form.
void write_paint(JsonWriter& out, const Item& item, const Descriptor& asked,
                 const view::ViewContext& context);

}  // namespace parvis::server
