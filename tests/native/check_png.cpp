// Says whether a PNG file has the given size and shows more than one colour: check_png FILE WIDTH HEIGHT
#include <png.h>

#include <cstdio>
#include <cstdlib>
#include <set>
#include <tuple>
#include <vector>

int main(int count, char** values) {
  if (count != 4) return 2;
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_file(&image, values[1])) {
    std::fprintf(stderr, "%s: %s\n", values[1], image.message);
    return 1;
  }
  image.format = PNG_FORMAT_RGB;
  std::vector<png_byte> pixels(PNG_IMAGE_SIZE(image));
  if (!png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr)) return 1;
  bool size_is_right = image.width == static_cast<png_uint_32>(std::atoi(values[2])) &&
                       image.height == static_cast<png_uint_32>(std::atoi(values[3]));
  std::set<std::tuple<int, int, int>> colours;
  for (std::size_t i = 0; i + 2 < pixels.size(); i += 3)
    colours.insert({pixels[i], pixels[i + 1], pixels[i + 2]});
  std::printf("%ux%u, %zu colours\n", image.width, image.height, colours.size());
  return size_is_right && colours.size() > 500 ? 0 : 1;
}
