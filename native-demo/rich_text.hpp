// Draws the safe tree of a comment.
#pragma once

#include <vector>

#include "parvis/model.hpp"
#include "ui.hpp"

namespace parvis::demo {

// At the cursor, `width` screen units wide. Answers the address of a link that was clicked, else nothing.
std::string rich_text(const Ui& ui, const std::vector<RichNode>& nodes, float width);

}  // namespace parvis::demo
