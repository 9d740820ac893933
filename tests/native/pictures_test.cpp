// Draws each view of the demo in both themes and compares with the picture kept for it: a grid of grey cells,
// one hexadecimal digit each, small enough to be read in version control. After a wanted change look at the
// picture itself (parvis-demo-paper --screenshot), then: native_pictures DIRECTORY --rebaseline
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "paper.hpp"

namespace parvis::demo {
namespace {

constexpr int kCell = 20;
// A letter that another FreeType draws a little differently moves a cell by one step of sixteen; something
// that is missing or elsewhere moves many cells by more.
constexpr int kStepsForgiven = 1;
constexpr int kCellsForgivenPercent = 1;

struct Picture {
  std::string name;
  Options options;
};

std::vector<Picture> pictures() {
  std::vector<Picture> all;
  for (ThemeName theme : {ThemeName::kLight, ThemeName::kDark}) {
    std::string ending = theme == ThemeName::kDark ? "-dark" : "-light";
    Options options;
    options.theme = theme;
    options.height = 1000;
    all.push_back({"product" + ending, options});
    options.view = ViewName::kInspector;
    all.push_back({"inspector" + ending, options});
    options.view = ViewName::kGallery;
    options.height = 2400;
    all.push_back({"gallery" + ending, options});
  }
  return all;
}

// The mean brightness of each cell, 0 to f.
std::string grid_of(const Paper& paper) {
  std::string out;
  for (int top = 0; top + kCell <= paper.height(); top += kCell) {
    for (int left = 0; left + kCell <= paper.width(); left += kCell) {
      int sum = 0;
      for (int y = top; y < top + kCell; ++y) {
        const std::uint8_t* pixel = paper.pixels().data() + 4 * (y * paper.width() + left);
        for (int x = 0; x < kCell; ++x, pixel += 4) sum += (pixel[0] * 3 + pixel[1] * 6 + pixel[2]) / 10;
      }
      out += "0123456789abcdef"[sum / (kCell * kCell) / 16];
    }
    out += '\n';
  }
  return out;
}

int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

bool alike(const std::string& kept, const std::string& drawn) {
  if (kept.size() != drawn.size()) return false;
  int off = 0;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i] == '\n' || drawn[i] == '\n') {
      if (kept[i] != drawn[i]) return false;
    } else if (std::abs(digit(kept[i]) - digit(drawn[i])) > kStepsForgiven) {
      ++off;
    }
  }
  std::printf("%d of %zu cells differ\n", off, kept.size());
  return off * 100 <= static_cast<int>(kept.size()) * kCellsForgivenPercent;
}

// True: as kept, or kept now.
bool check(const Picture& picture, const FontFiles& fonts, const std::string& folder, bool rebaseline) {
  Paper paper(picture.options);
  if (!paper.load(fonts)) return false;
  paper.draw_app();
  std::string drawn = grid_of(paper), file = folder + "/" + picture.name + ".txt";
  if (rebaseline) return static_cast<bool>((std::ofstream(file, std::ios::binary) << drawn).flush());
  std::ifstream in(file, std::ios::binary);
  std::string kept{std::istreambuf_iterator<char>(in), {}};
  std::printf("%s: ", picture.name.c_str());
  if (alike(kept, drawn)) return true;
  std::printf("%s looks different; drawn:\n%s", picture.name.c_str(), drawn.c_str());
  return false;
}

}  // namespace
}  // namespace parvis::demo

int main(int count, char** values) {
  using namespace parvis::demo;
  if (count < 2) return 2;
  bool rebaseline = count > 2 && std::strcmp(values[2], "--rebaseline") == 0;
  FontFiles fonts = find_fonts();
  int failures = 0;
  for (const Picture& picture : pictures()) {
    if (!check(picture, fonts, values[1], rebaseline)) ++failures;
  }
  return failures == 0 ? 0 : 1;
}
