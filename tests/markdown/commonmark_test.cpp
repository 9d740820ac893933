// The specifications' own examples. exceptions.txt names those that come out differently, and why: one that
// is not named and differs fails, and so does one that is named and does not.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "../support/corpus.hpp"
#include "essence.hpp"
#include "rules/markdown.hpp"

using namespace parvis;
using namespace parvis::server;
using namespace parvis::test;

namespace {

// Lines of "suite number[-number] reason…".
std::map<int, std::string> exceptions_of(const std::string& wanted) {
  std::ifstream file(std::string(PARVIS_SOURCE_DIR) + "/tests/markdown/exceptions.txt");
  CHECK(file);
  std::map<int, std::string> found;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string suite, numbers, reason;
    words >> suite >> numbers;
    if (suite != wanted) continue;
    std::getline(words >> std::ws, reason);
    CHECK_MESSAGE(!reason.empty(), line);
    const std::size_t dash = numbers.find('-');
    const int first = std::stoi(numbers),
              last = dash == numbers.npos ? first : std::stoi(numbers.substr(dash + 1));
    for (int number = first; number <= last; ++number) found[number] = reason;
  }
  return found;
}

std::string shown(const std::vector<std::string>& essence) {
  std::string out;
  for (const std::string& part : essence) out += part + " ";
  return out;
}

void check_example(int number, const std::string& source, const std::string& html, MarkdownFlavour flavour,
                   const std::map<int, std::string>& exceptions) {
  const std::string made = shown(essence_of_tree(parse_markdown(source, flavour)));
  const std::string wanted = shown(essence_of_html(html));
  CAPTURE(number);
  CAPTURE(source);
  const auto exception = exceptions.find(number);
  if (exception == exceptions.end()) {
    CHECK(made == wanted);
  } else {
    CHECK_MESSAGE(made != wanted, "is as specified, strike it from exceptions.txt: ", exception->second);
  }
}

}  // namespace

TEST_CASE("the examples of CommonMark 0.31.2 come out as specified, but for the listed ones") {
  const auto exceptions = exceptions_of("commonmark");
  for (const auto& example : corpus("markdown/commonmark-0.31.2-npm.json"))
    check_example(example["number"], example["markdown"], example["html"], MarkdownFlavour::kCommonMark,
                  exceptions);
}

TEST_CASE(
    "the examples of GFM's strikethrough, bare links and tables come out as specified, but for the listed "
    "ones") {
  const auto exceptions = exceptions_of("gfm");
  for (const auto& example : corpus("markdown/gfm-spec.json")) {
    const std::string section = example["section"];
    if (section.find("(extension)") != section.npos)
      check_example(example["example"], example["markdown"], example["html"], MarkdownFlavour::kComments,
                    exceptions);
  }
}
