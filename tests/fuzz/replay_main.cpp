// Runs a fuzz target over its seeds with any compiler: every file of the folders named, every beginning of
// it, and a few hundred copies with bytes changed, the same ones each time.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "../support/random.hpp"
#include "fuzz_check.hpp"

namespace {

constexpr std::size_t kMaxBeginnings = 2000;
constexpr int kMutations = 300;

void run(std::string_view input) {
  // A copy of the exact size, so that the address sanitizer sees a read past its end.
  const std::vector<std::uint8_t> bytes(input.begin(), input.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

void replay(const std::string& seed) {
  run(seed);
  for (std::size_t length = 0; length < std::min(seed.size(), kMaxBeginnings); ++length)
    run(seed.substr(0, length));
  if (seed.empty()) return;
  parvis::test::Random random(seed.size());
  for (int i = 0; i < kMutations; ++i) {
    std::string mutated = seed;
    for (std::size_t changes = 1 + random.below(4); changes > 0; --changes) {
      const std::size_t at = random.below(mutated.size());
      if (random.one_in(3)) mutated.insert(at, mutated.substr(at, random.below(16)));
      mutated[at] = static_cast<char>(random.below(256));
    }
    run(mutated);
  }
}

}  // namespace

int main(int argc, char** argv) {
  int seeds = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream in(entry.path(), std::ios::binary);
      replay({std::istreambuf_iterator<char>(in), {}});
      ++seeds;
    }
  }
  std::printf("%d seeds replayed\n", seeds);
  return seeds > 0 ? 0 : 1;
}
