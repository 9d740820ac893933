#include "people.hpp"

#include <doctest/doctest.h>

using namespace parvis;
using namespace parvis::demo;

namespace {

std::string wish(const char* text) {
  EditBuffer buffer;
  buffer.insert(text);
  auto asked = asked_person(buffer);
  return asked ? asked->wish : "none";
}

CommentList written_by(std::initializer_list<const char*> names) {
  CommentList all;
  for (const char* name : names) {
    Comment comment;
    comment.name = name;
    all.push_back(comment);
  }
  return all;
}

}  // namespace

TEST_CASE("an @ at the start of a word asks for a person, until the name cannot be one") {
  CHECK(wish("@") == "");
  CHECK(wish("thanks @Be") == "Be");
  CHECK(wish("(@\"Ana Mar") == "Ana Mar");
  CHECK(wish("line\n@b") == "b");
  CHECK(wish("me@example") == "none");
  CHECK(wish("@ then") == "none");
  CHECK(wish("@\"Bea\" and") == "none");
  CHECK(wish("no one") == "none");
}

TEST_CASE("those are offered whose names begin so, each once, who signed nothing never") {
  CommentList comments = written_by({"Bea", "", "Ana", "bert", "Bea", "B\"x"});
  CHECK(people_named(comments, "b") == std::vector<std::string>{"Bea", "bert"});
  CHECK(people_named(comments, "") == std::vector<std::string>{"Bea", "Ana", "bert"});
  CHECK(people_named(comments, "zoe").empty());
}

TEST_CASE("a mention takes the place of what was typed, in quotes where the name has a space") {
  EditBuffer buffer;
  buffer.insert("thanks @an");
  mention(buffer, 7, "Ana Mar");
  CHECK(buffer.text() == "thanks @\"Ana Mar\" ");
  CHECK(buffer.cursor() == buffer.text().size());
}
