#include "edit_buffer.hpp"

#include <doctest/doctest.h>

using parvis::demo::EditBuffer;

namespace {

EditBuffer with(std::string_view text) {
  EditBuffer buffer;
  buffer.reset(text);
  return buffer;
}

}  // namespace

TEST_CASE("typing goes in at the cursor and replaces the selection") {
  EditBuffer buffer = with("mug");
  buffer.insert("s");
  CHECK(buffer.text() == "mugs");
  buffer.select_all();
  CHECK(buffer.selection() == "mugs");
  buffer.insert("é");
  CHECK(buffer.text() == "é");
  CHECK(buffer.cursor() == 2);
}

TEST_CASE("a step is a whole character, however many bytes it has") {
  EditBuffer buffer = with("a€b");
  buffer.move_left(false, false);
  buffer.move_left(false, false);
  CHECK(buffer.cursor() == 1);
  buffer.erase_forward(false);
  CHECK(buffer.text() == "ab");
  buffer.insert("♥");
  buffer.erase_back(false);
  CHECK(buffer.text() == "ab");
  buffer.move_to(99, false);
  CHECK(buffer.cursor() == 2);
  EditBuffer inside = with("€");
  inside.move_to(1, false);
  CHECK(inside.cursor() == 0);
}

TEST_CASE("words are jumped over, erased and selected whole") {
  EditBuffer buffer = with("one two  three");
  buffer.move_left(true, false);
  CHECK(buffer.cursor() == 9);
  buffer.move_left(true, true);
  CHECK(buffer.selection() == "two  ");
  buffer.erase_back(false);
  CHECK(buffer.text() == "one three");
  buffer.erase_back(true);
  CHECK(buffer.text() == "three");
  buffer.select_word_at(2);
  CHECK(buffer.selection() == "three");
  buffer.move_to(0, false);
  buffer.erase_forward(true);
  CHECK(buffer.text().empty());
}

TEST_CASE("an arrow key leaves a selection at the side it points to") {
  EditBuffer buffer = with("one two");
  buffer.move_to(1, false);
  buffer.move_to(5, true);
  buffer.move_left(false, false);
  CHECK(buffer.cursor() == 1);
  CHECK_FALSE(buffer.has_selection());
}

TEST_CASE("undo takes back a go of typing, redo brings it again") {
  EditBuffer buffer = with("");
  for (const char* c : {"m", "u", "g"}) buffer.insert(c);
  buffer.insert(" ");
  for (const char* c : {"t", "w", "o"}) buffer.insert(c);
  CHECK(buffer.undo());
  CHECK(buffer.text() == "mug ");
  CHECK(buffer.undo());
  CHECK(buffer.text() == "mug");
  CHECK(buffer.redo());
  CHECK(buffer.text() == "mug ");
  buffer.insert("x");
  CHECK_FALSE(buffer.redo());
  while (buffer.undo()) {
  }
  CHECK(buffer.text().empty());
}
