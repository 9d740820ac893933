// Renders every named state to HTML and compares with the file kept for it. After a wanted change:
// golden_test DIRECTORY --rebaseline, then read the difference in version control.
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "states.hpp"

namespace {

std::string file_of(const std::string& directory, const std::string& name, const std::string& language) {
  return directory + "/" + name + "." + language + ".html";
}

// One element per line, so that a difference can be read. Breaks go inside tags, where they mean nothing.
std::string in_lines(const std::string& html) {
  std::string out;
  bool in_tag = false;
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] == '<') in_tag = true;
    if (html[i] == '>' && in_tag) {
      in_tag = false;
      if (i + 1 < html.size() && html[i + 1] == '<') out += '\n';
    }
    out += html[i];
  }
  return out + '\n';
}

bool write_file(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  return static_cast<bool>(out.flush());
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t first_difference(const std::string& a, const std::string& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  return at;
}

void tell_difference(const std::string& path, const std::string& wanted, const std::string& drawn) {
  const std::size_t at = first_difference(wanted, drawn);
  const std::size_t from = at < 60 ? 0 : at - 60;
  std::fprintf(stderr, "%s differs at byte %zu\n  kept:  %s\n  drawn: %s\n", path.c_str(), at,
               wanted.substr(from, 160).c_str(), drawn.substr(from, 160).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: golden_test DIRECTORY [--rebaseline]\n");
    return 2;
  }
  const std::string directory = argv[1];
  const bool rebaseline = argc > 2 && std::strcmp(argv[2], "--rebaseline") == 0;
  int failures = 0, count = 0;
  for (const std::string language : {"en", "fr", "ar"}) {
    for (const parvis::test::GoldenState& state : parvis::test::golden_states(language)) {
      const std::string path = file_of(directory, state.name, language);
      const std::string drawn = in_lines(parvis::view::to_html(state.tree));
      ++count;
      if (rebaseline) {
        if (!write_file(path, drawn)) ++failures;
        continue;
      }
      const std::string kept = read_file(path);
      if (kept == drawn) continue;
      ++failures;
      tell_difference(path, kept, drawn);
    }
  }
  std::printf("%d looks, %d %s\n", count, failures, rebaseline ? "not written" : "differ");
  return failures == 0 ? 0 : 1;
}
