// Draws each view of the demo in both themes and compares with the picture kept for it: a grid of grey cells,
// one hexadecimal digit each, small enough to be read in version control. After a wanted change look at the
// picture itself (parvis-demo-paper --screenshot), then: native_pictures DIRECTORY --rebaseline
// With FOLDER instead of a flag, the pictures NAME.png in it, taken of the real window, are compared.
#include <png.h>

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
std::string grid_of(int width, int height, const std::vector<std::uint8_t>& pixels) {
  std::string out;
  for (int top = 0; top + kCell <= height; top += kCell) {
    for (int left = 0; left + kCell <= width; left += kCell) {
      int sum = 0;
      for (int y = top; y < top + kCell; ++y) {
        const std::uint8_t* pixel = pixels.data() + 4 * (y * width + left);
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

std::string draw(const Picture& picture, const FontFiles& fonts) {
  Paper paper(picture.options);
  if (!paper.load(fonts)) return {};
  paper.draw_app();
  return grid_of(paper.width(), paper.height(), paper.pixels());
}

std::string read(const Picture& picture, const std::string& folder) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  std::string file = folder + "/" + picture.name + ".png";
  if (!png_image_begin_read_from_file(&image, file.c_str())) return {};
  image.format = PNG_FORMAT_RGBA;
  std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(image));
  if (!png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr)) return {};
  return grid_of(static_cast<int>(image.width), static_cast<int>(image.height), pixels);
}

bool check(const Picture& picture, const std::string& drawn, const std::string& kept_in) {
  std::ifstream in(kept_in + "/" + picture.name + ".txt", std::ios::binary);
  std::string kept{std::istreambuf_iterator<char>(in), {}};
  std::printf("%s: ", picture.name.c_str());
  if (!drawn.empty() && alike(kept, drawn)) return true;
  std::printf("%s looks different; drawn:\n%s", picture.name.c_str(), drawn.c_str());
  return false;
}

bool keep(const Picture& picture, const std::string& drawn, const std::string& folder) {
  std::ofstream out(folder + "/" + picture.name + ".txt", std::ios::binary);
  return static_cast<bool>((out << drawn).flush());
}

}  // namespace
}  // namespace parvis::demo

int main(int count, char** values) {
  using namespace parvis::demo;
  if (count < 2) return 2;
  bool rebaseline = count > 2 && std::strcmp(values[2], "--rebaseline") == 0;
  bool of_window = count > 2 && !rebaseline;
  FontFiles fonts = find_fonts();
  int failures = 0;
  for (const Picture& picture : pictures()) {
    std::string drawn = of_window ? read(picture, values[2]) : draw(picture, fonts);
    bool good = rebaseline ? keep(picture, drawn, values[1]) : check(picture, drawn, values[1]);
    if (!good) ++failures;
  }
  return failures == 0 ? 0 : 1;
}
