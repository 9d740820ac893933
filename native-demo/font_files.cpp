#include <array>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <string_view>
#include <system_error>

#include "fonts.hpp"

namespace parvis::demo {
namespace {

namespace fs = std::filesystem;

struct Family {
  std::string_view name, package;
  std::string_view regular, bold, italic, bold_italic;  // file names without ending
};

// In order of beauty on a screen.
constexpr std::array kFamilies = {
    Family{"Inter", "fonts-inter", "Inter-Regular", "Inter-SemiBold", "Inter-Italic", "Inter-SemiBoldItalic"},
    Family{"Noto Sans", "fonts-noto-core", "NotoSans-Regular", "NotoSans-SemiBold", "NotoSans-Italic",
           "NotoSans-SemiBoldItalic"},
    Family{"Roboto", "fonts-roboto-unhinted", "Roboto-Regular", "Roboto-Medium", "Roboto-Italic",
           "Roboto-MediumItalic"},
    Family{"DejaVu Sans", "fonts-dejavu-core", "DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique",
           "DejaVuSans-BoldOblique"},
    Family{"Liberation Sans", "fonts-liberation", "LiberationSans-Regular", "LiberationSans-Bold",
           "LiberationSans-Italic", "LiberationSans-BoldItalic"},
};
constexpr std::array<std::string_view, 4> kMono = {"JetBrainsMono-Regular", "NotoSansMono-Regular",
                                                   "DejaVuSansMono", "LiberationMono-Regular"};
constexpr std::array<std::string_view, 3> kSymbols = {"DejaVuSans", "NotoSansSymbols2-Regular",
                                                      "NotoSansMath-Regular"};

struct ScriptFiles {
  std::string_view package;
  std::array<std::string_view, 4> names;
};
constexpr std::array<ScriptFiles, kScriptCount> kScripts = {{
    {"fonts-dejavu-core", {"DejaVuSans", "NotoSansHebrew-Regular", "LiberationSans-Regular"}},
    {"fonts-dejavu-core", {"DejaVuSans", "NotoSansArabic-Regular"}},
    {"fonts-noto-cjk", {"NotoSansCJK-Regular", "wqy-microhei", "DroidSansFallbackFull", "wqy-zenhei"}},
}};

using FilesByName = std::map<std::string, std::string, std::less<>>;

void collect(const fs::path& folder, FilesByName& files) {
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end;
  while (!error && at != end) {
    std::string ending = at->path().extension().string();
    if (ending == ".ttf" || ending == ".otf" || ending == ".ttc")
      files.emplace(at->path().stem().string(), at->path().string());
    at.increment(error);
  }
}

FilesByName font_files() {
  FilesByName files;
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data != 0) {
    collect(fs::path(data) / "fonts", files);
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != 0) {
    collect(fs::path(home) / ".local/share/fonts", files);
    collect(fs::path(home) / ".fonts", files);
  }
  collect("/usr/local/share/fonts", files);
  collect("/usr/share/fonts", files);
  return files;
}

std::string find(const FilesByName& files, std::string_view name) {
  auto found = files.find(name);
  return found == files.end() ? std::string() : found->second;
}

}  // namespace

FontFiles find_fonts(std::string_view language) {
  FilesByName files = font_files();
  FontFiles out;
  for (const Family& family : kFamilies) {
    out.regular = find(files, family.regular);
    if (out.regular.empty()) continue;
    out.family = family.name;
    out.bold = find(files, family.bold);
    out.italic = find(files, family.italic);
    out.bold_italic = find(files, family.bold_italic);
    break;
  }
  for (std::string_view name : kMono) {
    if (out.mono.empty()) out.mono = find(files, name);
  }
  for (std::string_view name : kSymbols) {
    std::string file = find(files, name);
    if (!file.empty() && file != out.regular) out.symbols.push_back(file);
  }
  for (std::size_t i = 0; i < kScriptCount; ++i) {
    for (std::string_view name : kScripts[i].names) {
      if (out.scripts[i].empty() && !name.empty()) out.scripts[i] = find(files, name);
    }
  }
  if (out.scripts[static_cast<std::size_t>(Script::kEastAsian)].ends_with("NotoSansCJK-Regular.ttc"))
    out.east_asian_face = language.starts_with("zh") ? 2 : language.starts_with("ko") ? 1 : 0;
  return out;
}

std::string_view font_package(Script script) { return kScripts[static_cast<std::size_t>(script)].package; }

std::string font_help() {
  std::string help = "no font found that this window can be written in; install one of these:\n";
  for (const Family& family : kFamilies) {
    help += "  apt install " + std::string(family.package) + "   (" + std::string(family.name) + ")\n";
  }
  return help;
}

}  // namespace parvis::demo
