// Drawing items with the same view code as the browser.
#pragma once

#include "api/page_question.hpp"
#include "base/json.hpp"
#include "model/items.hpp"
#include "view/views.hpp"

namespace parvis::server {

// Adds the members "paint" and, for toggles, "toggle". `asked` may open a reply form.
void write_paint(JsonWriter& out, const PageItem& item, const Descriptor& asked,
                 const view::ViewContext& context);

// Adds the member "words": what a page where the core cannot run says by itself.
// The options that GivenMessages reads a webmaster's own words from.
Result<JsonDocument> own_words(std::string_view words);
void write_words(JsonWriter& out, const std::string& language);

}  // namespace parvis::server
