// Whole pages for readers without scripts, and pieces of them for others' pages.
#pragma once

#include <string>
#include <string_view>

#include "api/embed_draw.hpp"

namespace parvis::server {

std::string_view embed_style();  // generated from wasm/css

// The page with the widgets; for a refused form with its status. `question.base` is made here.
ApiResponse embed_page(Service& service, const ApiRequest& request, EmbedQuestion question, int status = 200);
// A page that says in one sentence why there is nothing else.
ApiResponse embed_refusal(const Error& error, const std::string& language);
// A page of our own that the site may frame.
ApiResponse embed_html(const Site& site, const std::string& language, const std::string& head,
                       const std::string& body, int status);

struct EmbedFragment {
  Site site;
  std::string html;  // of the forms and the widgets, to stand inside of <parvis-comments> and the like
  std::string json_ld;
  std::string json_ld_script() const;
};
// For everybody alike; its forms lead to `server`.
Result<EmbedFragment> embed_fragment(Service& service, const EmbedView& view, const std::string& server);

}  // namespace parvis::server
