// Draws the formatted text of a comment.
#pragma once

#include <string>
#include <vector>

#include "parvis/model.hpp"
#include "ui.hpp"

namespace parvis::demo {

// What the reader pressed in the text.
struct RichPress {
  std::string link;      // address; empty: none
  bool spoiler = false;  // wants to see what is hidden
};

// At the cursor. Spoilers are bars without text until `revealed`.
RichPress rich_text(const Ui& ui, const std::vector<RichNode>& nodes, float width, bool revealed);

}  // namespace parvis::demo
