#include "markdown_marks.hpp"

#include <doctest/doctest.h>

using namespace parvis::demo;

namespace {

EditBuffer selected(const char* text, std::size_t from, std::size_t to) {
  EditBuffer buffer;
  buffer.reset(text);
  buffer.move_to(from, false);
  buffer.move_to(to, true);
  return buffer;
}

}  // namespace

TEST_CASE("a mark goes around what is selected, which stays selected") {
  EditBuffer buffer = selected("a mug here", 2, 5);
  mark(buffer, Mark::kBold);
  CHECK(buffer.text() == "a **mug** here");
  CHECK(buffer.selection() == "mug");
}

TEST_CASE("without a selection the cursor stands between the marks") {
  EditBuffer buffer = selected("", 0, 0);
  mark(buffer, Mark::kSpoiler);
  CHECK(buffer.text() == "||||");
  CHECK(buffer.cursor() == 2);
}

TEST_CASE("quotes and lists mark every line that the selection touches") {
  EditBuffer buffer = selected("one\ntwo\nthree", 1, 5);
  mark(buffer, Mark::kQuote);
  CHECK(buffer.text() == "> one\n> two\nthree");
  buffer = selected("one", 3, 3);
  mark(buffer, Mark::kList);
  CHECK(buffer.text() == "- one");
}

TEST_CASE("code of several lines is fenced, of one line is not") {
  EditBuffer buffer = selected("f()", 0, 3);
  mark(buffer, Mark::kCode);
  CHECK(buffer.text() == "`f()`");
  buffer = selected("say\na()\nb()", 4, 11);
  mark(buffer, Mark::kCode);
  CHECK(buffer.text() == "say\n```\na()\nb()\n```");
}

TEST_CASE("a link waits for its address") {
  EditBuffer buffer = selected("see here", 4, 8);
  mark(buffer, Mark::kLink);
  CHECK(buffer.text() == "see [here](https://)");
}

TEST_CASE("a mark is undone in one step") {
  EditBuffer buffer = selected("one\ntwo", 0, 7);
  mark(buffer, Mark::kList);
  CHECK(buffer.undo());
  CHECK(buffer.text() == "one\ntwo");
}
