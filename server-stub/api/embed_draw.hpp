// Draws the widgets of a page as HTML with real forms, by the same views as the browser's.
#pragma once

#include <optional>
#include <string>

#include "api/embed_view.hpp"
#include "api/service.hpp"
#include "parvis/model.hpp"
#include "rules/page_key.hpp"

namespace parvis::server {

// What the reader typed and was not kept, to be shown again.
struct EmbedDrafts {
  std::string text, name, reason, note;
  Composer preview_of = Composer::kNone;
  std::vector<RichNode> preview;
};

struct EmbedQuestion {
  EmbedView view;
  std::string language = "en";
  std::string token;  // of the reader; empty: nobody in particular
  EmbedDrafts drafts = {};
  std::optional<Error> error = {};  // why the last form was refused
  std::string base = {};            // see FormPlaces
  std::string mark = {};
};

struct EmbedDrawing {
  Site site;
  PageName page;
  std::string title;    // what the page calls itself; else its key
  std::string address;  // of the page, where it is known to be one of the site's; else empty
  std::string html;     // of the forms and the widgets
  std::string json_ld;
  std::string next;  // cursor of the thread's next page
};

Result<EmbedDrawing> draw_embed(Service& service, const EmbedQuestion& question, const std::string& server);

}  // namespace parvis::server
