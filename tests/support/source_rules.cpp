#include "source_rules.hpp"

#include <algorithm>
#include <initializer_list>

namespace parvis::test {
namespace {

constexpr std::size_t kMaxLines = 400;

using Prefixes = std::vector<std::string_view>;

// The first area whose prefix fits a file says which project headers it may include. A name without a folder
// in it is a neighbour's and needs no permission.
struct Area {
  std::string_view path;
  Prefixes allowed;
};

const Prefixes kValues = {"parvis/error.hpp", "parvis/model.hpp", "parvis/text.hpp", "parvis/version.hpp"};

Prefixes values_and(std::initializer_list<std::string_view> more) {
  Prefixes out = kValues;
  out.insert(out.end(), more);
  return out;
}

const std::vector<Area>& areas() {
  static const std::vector<Area> kAreas = {
      {"sdk/include/parvis/parvis.hpp", {"parvis/"}},
      {"sdk/include/parvis/parvis.h", {}},
      {"sdk/include/", {"parvis/"}},
      {"sdk/src/base/", {"base/", "parvis/error.hpp", "parvis/version.hpp"}},
      {"sdk/src/model/", values_and({"base/", "model/"})},
      {"sdk/src/protocol/",
       values_and({"base/", "model/", "protocol/", "parvis/host.hpp", "parvis/inspect.hpp"})},
      {"sdk/src/view/", values_and({"base/", "model/", "protocol/", "view/"})},
      {"sdk/src/widgets/", {"base/", "model/", "protocol/", "widgets/", "parvis/"}},
      {"sdk/src/capi", {"base/", "model/", "protocol/", "widgets/", "view/", "parvis/"}},
      {"sdk/src/", {"base/", "model/", "protocol/", "widgets/", "parvis/"}},
      {"sdk/transports/httplib/", {"parvis/"}},
      {"sdk/transports/memory/", {"parvis/", "base/", "api/", "rules/", "store/"}},
      {"server-stub/store/", values_and({"base/", "model/", "parvis/host.hpp", "store/"})},
      {"server-stub/rules/",
       values_and({"base/", "model/", "protocol/", "parvis/host.hpp", "store/", "rules/"})},
      {"server-stub/api/",
       values_and({"base/", "model/", "protocol/", "view/", "parvis/host.hpp", "store/", "rules/", "api/"})},
      {"server-stub/", values_and({"base/", "model/", "protocol/", "parvis/host.hpp", "store/", "rules/",
                                   "api/", "http/", "cli/"})},
      {"wasm/", {"parvis/parvis.h"}},
      {"native-demo/", {"parvis/", "backends/"}},
      {"examples/", {"parvis/"}},
  };
  return kAreas;
}

constexpr std::string_view kCHeader = "parvis/parvis.h";

// What would pull streams, threads, clocks or the machine's language into the core.
constexpr std::string_view kBannedHeaders[] = {
    "iostream",     "istream",    "ostream",     "fstream", "sstream",    "iomanip",
    "regex",        "locale",     "clocale",     "thread",  "mutex",      "future",
    "chrono",       "ctime",      "time.h",      "format",  "syncstream", "condition_variable",
    "shared_mutex", "stop_token", "emscripten.h"};
constexpr std::string_view kBannedWords[] = {"throw",        "try",    "catch",
                                             "dynamic_cast", "typeid", "__EMSCRIPTEN__"};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool has_word(std::string_view code, std::string_view word) {
  for (std::size_t at = code.find(word); at != code.npos; at = code.find(word, at + 1)) {
    const bool starts = at == 0 || !is_word(code[at - 1]);
    const std::size_t end = at + word.size();
    if (starts && (end == code.size() || !is_word(code[end]))) return true;
  }
  return false;
}

std::vector<std::string> included_headers(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.starts_with("#include")) continue;
    const std::size_t open = line.find_first_of("\"<");
    const std::size_t close = line.find_first_of("\">", open == line.npos ? open : open + 1);
    if (close != line.npos) out.emplace_back(line.substr(open + 1, close - open - 1));
  }
  return out;
}

// Headers of the project are known by their first folder; every other one is the system's or a library's.
bool is_project_header(std::string_view header) {
  constexpr std::string_view kFolders[] = {"parvis/",  "base/",  "model/", "protocol/",   "view/",
                                           "widgets/", "client", "capi",   "api/",        "rules/",
                                           "store/",   "http/",  "cli/",   "write_queue", "widget_handles"};
  return std::any_of(std::begin(kFolders), std::end(kFolders),
                     [header](std::string_view folder) { return header.starts_with(folder); }) ||
         header.find("..") != header.npos;
}

bool may_include(std::string_view path, std::string_view header, const Area& area) {
  if (header.find("..") != header.npos) return false;
  const bool core_file = path.starts_with("sdk/src/");
  // Files directly in sdk/src are the client and the C ABI: no folder below them knows of them.
  const bool neighbour = header.find('/') == header.npos;
  if (neighbour) return !core_file || path.find('/', 8) == path.npos;
  if (header == kCHeader) {
    return area.path == "wasm/" || path.starts_with("sdk/src/capi") || path.ends_with(".c");
  }
  if (path.starts_with("examples/") && path.ends_with(".c")) return false;
  return std::any_of(area.allowed.begin(), area.allowed.end(),
                     [header](std::string_view prefix) { return header.starts_with(prefix); });
}

void check_includes(std::string_view path, std::string_view text, std::vector<std::string>& out) {
  const auto area = std::find_if(areas().begin(), areas().end(),
                                 [path](const Area& candidate) { return path.starts_with(candidate.path); });
  if (area == areas().end()) return;
  for (const std::string& header : included_headers(text)) {
    if (is_project_header(header) && !may_include(path, header, *area)) {
      out.push_back(std::string(path) + " may not include " + header);
    }
  }
}

void check_core(std::string_view path, std::string_view text, std::vector<std::string>& out) {
  if (!path.starts_with("sdk/src/")) return;
  for (const std::string& header : included_headers(text)) {
    if (std::find(std::begin(kBannedHeaders), std::end(kBannedHeaders), header) != std::end(kBannedHeaders)) {
      out.push_back(std::string(path) + " may not use <" + header + ">: banned in the core");
    }
  }
  const std::string code = code_of(text);
  for (const std::string_view word : kBannedWords) {
    if (has_word(code, word))
      out.push_back(std::string(path) + " uses `" + std::string(word) + "`: banned in the core");
  }
}

std::size_t skip_literal(std::string_view text, std::size_t at) {
  const char quote = text[at++];
  while (at < text.size() && text[at] != quote && text[at] != '\n') at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

std::size_t skip_raw_literal(std::string_view text, std::size_t at) {
  const std::size_t open = text.find('(', at);
  if (open == text.npos) return text.size();
  const std::string end = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
  const std::size_t close = text.find(end, open);
  return close == text.npos ? text.size() : close + end.size();
}

std::size_t skip_to(std::string_view text, std::size_t at, std::string_view end) {
  const std::size_t found = text.find(end, at);
  return found == text.npos ? text.size() : found + end.size();
}

}  // namespace

std::string code_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const bool after_word = !out.empty() && is_word(out.back());
    if (rest.starts_with("//")) {
      at = skip_to(text, at, "\n");
    } else if (rest.starts_with("/*")) {
      at = skip_to(text, at + 2, "*/");
    } else if (rest.starts_with("R\"") && !after_word) {
      at = skip_raw_literal(text, at);
    } else if (rest[0] == '"' || (rest[0] == '\'' && !after_word)) {
      at = skip_literal(text, at);
    } else {
      out.push_back(rest[0]);
      ++at;
      continue;
    }
    out.push_back(' ');
  }
  return out;
}

std::vector<std::string> broken_rules(std::string_view path, std::string_view text) {
  std::vector<std::string> out;
  check_includes(path, text, out);
  check_core(path, text, out);
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  if (lines > kMaxLines) out.push_back(std::string(path) + " is over 400 lines: one idea per file");
  return out;
}

}  // namespace parvis::test
