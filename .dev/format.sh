# The formatter and its file list, for `format` and `lint` alike.

cpp_files() { find sdk server-stub native-demo wasm tests examples -type f \( -name '*.cpp' -o -name '*.hpp' -o -name '*.h' -o -name '*.c' \) -not -path '*/node_modules/*' | LC_ALL=C sort; }

clang_format() { if have clang-format-14; then echo clang-format-14; else echo clang-format; fi; }

run_format() {
  require_packages yes clang-format-14
  cpp_files | xargs "$(clang_format)" -i
}
