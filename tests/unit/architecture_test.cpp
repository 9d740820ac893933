// Reads the source tree; there is none where the core is tested as WebAssembly.
#ifdef PARVIS_SOURCE_DIR

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "../support/source_rules.hpp"

namespace fs = std::filesystem;
using parvis::test::broken_rules;
using parvis::test::code_of;

namespace {

const fs::path kTop = PARVIS_SOURCE_DIR;
constexpr std::array kFolders = {"sdk", "wasm", "native-demo", "server-stub", "tests", "examples"};

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool is_source(const fs::path& file) {
  constexpr std::array kEndings = {".cpp", ".hpp", ".c", ".h", ".ts", ".mjs"};
  return std::find(kEndings.begin(), kEndings.end(), file.extension()) != kEndings.end();
}

// Calls `visit` for every source file that people write.
template <typename Visit>
int for_each_source(Visit visit) {
  int count = 0;
  for (const char* folder : kFolders) {
    std::error_code failure;
    for (fs::recursive_directory_iterator at(kTop / folder, failure), end; !failure && at != end;
         at.increment(failure)) {
      if (at->is_directory() && at->path().filename() == "node_modules") at.disable_recursion_pending();
      if (!at->is_regular_file() || !is_source(at->path())) continue;
      visit(at->path());
      ++count;
    }
  }
  return count;
}

bool breaks(std::string_view path, std::string_view text) { return !broken_rules(path, text).empty(); }

}  // namespace

TEST_CASE("every source file keeps to the layers, to the bans of the core and to its length") {
  const int files = for_each_source([](const fs::path& file) {
    const std::string path = fs::relative(file, kTop).generic_string();
    for (const std::string& broken : broken_rules(path, content(file))) FAIL_CHECK(broken);
  });
  CHECK(files > 50);
}

TEST_CASE("the top of the tree holds the documented folders and no others") {
  for (const auto& entry : fs::directory_iterator(kTop)) {
    const std::string name = entry.path().filename().string();
    const bool ignored = name.starts_with('.') || name == "build" || name == "node_modules" || name == "data";
    if (!entry.is_directory() || ignored) continue;
    CAPTURE(name);
    CHECK(std::find(kFolders.begin(), kFolders.end(), name) != kFolders.end());
  }
}

TEST_CASE("the layer rules catch what they are there for") {
  CHECK(breaks("sdk/src/base/x.cpp", "#include \"model/items.hpp\"\n"));
  CHECK(breaks("sdk/src/model/x.cpp", "#include \"protocol/items_wire.hpp\"\n"));
  CHECK(breaks("sdk/src/view/x.cpp", "#include \"widgets/entry.hpp\"\n"));
  CHECK(breaks("sdk/src/view/x.cpp", "#include \"parvis/widgets.hpp\"\n"));
  CHECK(breaks("sdk/src/widgets/x.cpp", "  #include <view/node.hpp>\n"));
  CHECK(breaks("sdk/src/widgets/x.cpp", "#include \"client_core.hpp\"\n"));
  CHECK(breaks("sdk/src/widgets/x.cpp", "#include \"../view/node.hpp\"\n"));
  CHECK(breaks("sdk/src/client.cpp", "#include \"view/node.hpp\"\n"));
  CHECK(breaks("server-stub/api/x.cpp", "#include \"widgets/entry.hpp\"\n"));
  CHECK(breaks("server-stub/http/x.cpp", "#include \"parvis/client.hpp\"\n"));
  CHECK(breaks("server-stub/store/x.cpp", "#include \"rules/limits.hpp\"\n"));
  CHECK(breaks("server-stub/rules/x.cpp", "#include \"api/request.hpp\"\n"));
  CHECK(breaks("wasm/host.cpp", "#include \"parvis/client.hpp\"\n"));
  CHECK(breaks("native-demo/x.cpp", "#include \"base/json.hpp\"\n"));
  CHECK(breaks("native-demo/x.cpp", "#include \"parvis/parvis.h\"\n"));
  CHECK(breaks("examples/c/main.c", "#include <parvis/client.hpp>\n"));
  CHECK(breaks("examples/x/main.cpp", "#include \"model/items.hpp\"\n"));
  CHECK_FALSE(breaks("sdk/src/client.cpp", "#include \"client_core.hpp\"\n#include \"widgets/entry.hpp\"\n"));
  CHECK_FALSE(breaks("sdk/src/capi.cpp", "#include \"view/patch.hpp\"\n#include \"parvis/parvis.h\"\n"));
  CHECK_FALSE(breaks("server-stub/api/x.cpp", "#include \"view/views.hpp\"\n#include \"store/store.hpp\"\n"));
  CHECK_FALSE(breaks("examples/c/main.c", "#include <parvis/parvis.h>\n#include <stdio.h>\n"));
}

TEST_CASE("the bans catch code and leave comments and texts alone") {
  CHECK(breaks("sdk/src/base/x.cpp", "#include <iostream>\n"));
  CHECK(breaks("sdk/src/view/x.cpp", "#include <chrono>\n"));
  CHECK(breaks("sdk/src/client.cpp", "void f() { throw 1; }\n"));
  CHECK(breaks("sdk/src/client.cpp", "#ifdef __EMSCRIPTEN__\n"));
  CHECK(breaks("sdk/src/client.cpp", "void f() { try{}catch(...){} }\n"));
  CHECK(breaks("tests/unit/x_test.cpp", std::string(401, '\n')));
  CHECK_FALSE(breaks("sdk/src/client.cpp",
                     "// try again\n/* throw */ const char* s = \"throw\"; int retry, try_count;\n"));
  CHECK_FALSE(breaks("server-stub/store/x.cpp", "#include <mutex>\nvoid f() { try {} catch (...) {} }\n"));
  CHECK(code_of("a'b'; x = 1'000; s = R\"(try)\"; t = \"\\\"try\"; c = '\"'; // end\nz").find("try") ==
        std::string::npos);
  CHECK(code_of("c = '\"'; try").find("try") != std::string::npos);
}

#endif
