// Input made to be slow, or to overflow a stack: twice as much of it takes about twice as long, on a small
// stack.
#include <doctest/doctest.h>
#include <pthread.h>
#include <ctime>

#include <algorithm>
#include <functional>
#include <limits>

#include "../support/corpus.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "protocol/items_wire.hpp"
#include "rules/limits.hpp"
#include "rules/markdown.hpp"

using namespace parvis;
using namespace parvis::server;
using namespace parvis::test;

namespace {

// The time that this thread was really running, whatever else the machine does.
double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::string times(const std::string& piece, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += piece;
  return out;
}

int depth(const std::vector<RichNode>& nodes) {
  int deepest = 0;
  for (const RichNode& node : nodes)
    deepest = std::max(deepest, (node.kind != RichNode::Kind::kText) + depth(node.children));
  return deepest;
}

// Shown, written and read by a client; false when the tree is deeper than it may be, or does not come back.
bool survives(const std::string& source) {
  const auto tree = parse_markdown(source);
  JsonWriter out;
  write_rich(out, tree);
  const std::string text = out.take();
  const auto document = JsonDocument::parse(text);
  if (!document) return false;
  const auto read = read_rich(document.value().root());
  return depth(tree) <= limits::kRichDepth && read.ok() && read.value() == tree;
}

double best_seconds(const std::string& source) {
  double best = std::numeric_limits<double>::max();
  for (int round = 0; round < 2; ++round) {
    const double begun = thread_seconds();
    const bool whole = survives(source);
    best = std::min(best, thread_seconds() - begun);
    CHECK(whole);
  }
  return best;
}

struct Slow {
  std::string name;
  std::function<std::string(int)> make;
};

const std::vector<Slow> kSlow = {
    {"quotes in quotes", [](int n) { return times("> ", n) + "a"; }},
    {"quotes without spaces", [](int n) { return times(">", n) + "a\n" + times(">", n) + "b"; }},
    {"lists in lists", [](int n) { return times("- ", n) + "a"; }},
    {"numbered lists in lists", [](int n) { return times("1. ", n) + "a"; }},
    {"lists in quotes in lists", [](int n) { return times("* > ", n) + "a"; }},
    {"brackets in brackets", [](int n) { return times("[", n) + "a" + times("]", n); }},
    {"brackets never closed", [](int n) { return times("[", n); }},
    {"links never finished", [](int n) { return times("[a](", n); }},
    {"links in links", [](int n) { return times("[", n) + "a" + times("](https://a.example)", n); }},
    {"pictures in pictures", [](int n) { return times("![", n) + "a" + times("](https://a.example)", n); }},
    {"emphasis in emphasis", [](int n) { return times("*a _b ", n) + times("c_ d* ", n); }},
    {"stars around a letter", [](int n) { return times("*", n) + "a" + times("*", n); }},
    {"strong in strong", [](int n) { return times("**a __b ", n) + times("c__ d** ", n); }},
    {"emphasis never closed", [](int n) { return times("*a ", n); }},
    {"emphasis closed and never opened", [](int n) { return times("a* ", n); }},
    {"bars", [](int n) { return times("||a ", n) + times("b|| ", n); }},
    {"backticks of two lengths", [](int n) { return times("`a``b", n); }},
    {"angles", [](int n) { return times("<", n) + times("<a ", n) + times("<!--", n); }},
    {"ampersands", [](int n) { return times("&", n) + times("&a", n) + times("&#x1F", n); }},
    {"backslashes", [](int n) { return times("\\", n); }},
    {"addresses", [](int n) { return times("https://a.example/b ", n); }},
    {"an address of addresses", [](int n) { return times("https://a.example/", n); }},
    {"addresses that are none", [](int n) { return times("http://[", n); }},
    {"addresses with brackets", [](int n) { return times("http://a.b/(", n) + times(")", n); }},
    {"mentions", [](int n) { return times("@", n) + times("@a ", n) + times("@\"a ", n); }},
    {"definitions", [](int n) { return times("[a]: https://a.example\n", n) + "[a]"; }},
    {"definitions by number",
     [](int n) {
       std::string out;
       for (int i = 0; i < n; ++i) out += "[a" + std::to_string(i) + "]: /b\n";
       return out + times("[a0]", n);
     }},
    {"headings under lines", [](int n) { return times("a\n=\n", n); }},
    {"code blocks never closed", [](int n) { return times("```\n~~~\n", n); }},
    {"empty lines", [](int n) { return times("\n", n); }},
    {"combining marks", [](int n) { return "a" + times("\u0301", n); }},
};

// What md4c 0.4.8 does in quadratic time; the length of a comment keeps it cheap.
const std::vector<Slow> kQuadratic = {
    {"strikes in strikes", [](int n) { return times("~~a ", n / 8) + times("b~~ ", n / 8); }},
    {"empty lines in lists", [](int n) { return times("- ", n / 4) + "a" + times("\n", n / 2); }},
};

// The stack that a thread of the server's pool may have at the least, doubled for the sanitizers.
constexpr std::size_t kSmallStack = 1 << 19;

void on_small_stack(const std::function<void()>& run) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kSmallStack);
  pthread_t thread{};
  const auto start = [](void* given) -> void* {
    (*static_cast<const std::function<void()>*>(given))();
    return nullptr;
  };
  const int failed = pthread_create(&thread, &attributes, start, const_cast<std::function<void()>*>(&run));
  CHECK(failed == 0);
  if (failed == 0) pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

// What a comment of this length may cost at the most: so many times as much as plain words.
void check_cost_within_limit(const std::string& source) {
  constexpr double kTimes = 100, kSlack = 0.005;
  const std::string text(utf8_prefix(source, limits::kCommentText));
  static const double words = best_seconds(times("plain words ", limits::kCommentText / 12));
  const double took = best_seconds(text);
  CHECK_MESSAGE(took < words * kTimes + kSlack, took, " s, plain words ", words, " s");
}

}  // namespace

TEST_CASE("25,000 levels of anything overflow no small stack, and twice as many take about twice as long") {
  constexpr int kLevels = 25'000;
  // Linear is 2, quadratic 4; what takes no time has no ratio.
  constexpr double kRatio = 3, kSlack = 0.01;
  on_small_stack([] {
    for (const Slow& slow : kSlow) {
      CAPTURE(slow.name);
      const double once = best_seconds(slow.make(kLevels / 2)), twice = best_seconds(slow.make(kLevels));
      CHECK_MESSAGE(twice < once * kRatio + kSlack, once, " s for half, ", twice, " s for all");
    }
  });
}

TEST_CASE("what the parser does in quadratic time is cheap within the length of a comment") {
  for (const Slow& slow : kQuadratic) {
    CAPTURE(slow.name);
    check_cost_within_limit(slow.make(limits::kCommentText));
  }
}

TEST_CASE("cmark's pathological input is cheap within the length of a comment, and whole beyond it") {
  for (const auto& one : corpus("markdown/pathological-scaled-cmark.json")) {
    CAPTURE(one["name"]);
    check_cost_within_limit(one["input"]);
    if (one["input"].get_ref<const std::string&>().size() > limits::kCommentText)
      CHECK(survives(one["input"]));
  }
}
