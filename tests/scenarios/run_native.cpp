// run_native STORIES OUT: plays every story and writes OUT/NAME.transcript and OUT/NAME.recorded.json.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "story.hpp"

namespace {

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

bool play(const std::filesystem::path& path, const std::filesystem::path& out) {
  parvis::test::Story story(path.filename().string());
  const bool good = story.play(lines_of(path));
  std::ofstream transcript(out / (path.stem().string() + ".transcript"));
  for (const std::string& line : story.transcript()) transcript << line << "\n";
  std::ofstream(out / (path.stem().string() + ".recorded.json")) << story.recorded().dump() << "\n";
  for (const std::string& problem : story.problems) std::cout << problem << "\n";
  std::cout << (good ? "ok      " : "FAILED  ") << path.stem().string() << "\n";
  return good;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: run_native STORIES OUT\n";
    return 2;
  }
  const std::filesystem::path out = arguments[2];
  std::filesystem::create_directories(out);
  std::vector<std::filesystem::path> stories;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    if (entry.path().extension() == ".txt") stories.push_back(entry.path());
  }
  std::sort(stories.begin(), stories.end());
  bool good = !stories.empty();
  for (const auto& story : stories) good = play(story, out) && good;
  return good ? 0 : 1;
}
