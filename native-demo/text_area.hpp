// A field for several lines of text that wraps and grows with what is written.
#pragma once

#include <string_view>

#include "edit_buffer.hpp"
#include "ui.hpp"

namespace parvis::demo {

// The keys of a list that is offered beside the field, which are not the field's then.
enum class ListKey : unsigned char { kNone, kUp, kDown, kTake, kClose };

struct TextAreaResult {
  bool active = false;
  bool changed = false;
  bool submitted = false;  // Ctrl + Enter
  bool escaped = false;
  ListKey list_key = ListKey::kNone;
};

struct TextAreaOptions {
  std::string_view hint;
  float width = 0;  // screen units
  int min_lines = 3;
  bool take_focus = false;
  bool list_open = false;
  bool keep_cursor = false;  // when taking the focus; else it goes to the end
};

TextAreaResult text_area(const Ui& ui, std::string_view id, EditBuffer& buffer,
                         const TextAreaOptions& options);

}  // namespace parvis::demo
