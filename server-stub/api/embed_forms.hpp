// Makes the tree of a widget usable without scripts: what a script would do when a node is used (its
// data-act) becomes the form that the node sends. No element is added but hidden fields and the button that
// sends the chosen order, so that a page without scripts and the widget are the same markup.
#pragma once

#include <string>

#include "api/embed_view.hpp"
#include "view/node.hpp"

namespace parvis::server {

struct FormPlaces {
  std::string base;  // address of /embed/ with a slash at the end, as the page that holds it has to say it
  std::string mark;  // tells the forms of one page apart
  std::string next, prev;  // cursors of the thread
  std::string language;
};

void make_usable(view::Node& tree, const EmbedView& view, const FormPlaces& places);
// The forms that the buttons send; stand before the widgets.
view::Node shared_forms(const EmbedView& view, const FormPlaces& places);

}  // namespace parvis::server
