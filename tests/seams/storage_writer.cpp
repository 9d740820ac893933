// Writes to a shared folder until it is killed, and looks whether all values are whole:
// storage_writer FOLDER NAME [COUNT]
#include <cstdio>
#include <cstdlib>
#include <string>

#include "parvis/file_storage.hpp"

namespace {

// A value that shows by itself whether it is whole: the same number, over and over.
std::string value_of(int number) {
  std::string value;
  for (int i = 0; i < 1 + number % 700; ++i) value += std::to_string(number) + " ";
  return value;
}

bool is_whole(const std::string& value) { return value == value_of(std::atoi(value.c_str())); }

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  parvis::FileStorage storage(words[1]);
  const std::string own = words[2];
  const auto last = storage.get(own);
  if (last && !is_whole(*last)) return 3;
  const int first = last ? std::atoi(last->c_str()) : 0;
  const int rounds = count > 3 ? std::atoi(words[3]) : 1'000'000;
  for (int number = first + 1; number <= first + rounds; ++number) {
    if (!storage.set(own, value_of(number)) || !storage.set("shared", value_of(number))) return 4;
    const auto mine = storage.get(own), shared = storage.get("shared");
    if (!mine || *mine != value_of(number)) return 5;
    if (!shared || !is_whole(*shared)) return 6;
    std::printf("%d\n", number);  // what was said to be kept
    std::fflush(stdout);
  }
}
