# Formatting, clang-tidy and TypeScript types. Each part is also a test of its own: lint PART.

source .dev/format.sh

run_lint() {
  local part parts=("$@")
  if ((${#parts[@]} == 0)); then
    require_packages yes "${build_packages[@]}" clang-format-14 clang-tidy-14
    require_npm yes
    parts=(format types tidy-sdk tidy-server)
  fi
  for part in "${parts[@]}"; do
    case $part in
      format) cpp_files | xargs "$(clang_format)" --dry-run -Werror ;;
      types) node_modules/.bin/tsc --noEmit -p wasm ;;
      tidy-sdk) lint_tidy sdk/src sdk/storage sdk/transports ;;
      tidy-server) lint_tidy server-stub ;;
      *) fail "lint has no part '$part' (format, types, tidy-sdk, tidy-server)" ;;
    esac
  done
}

# Minutes of work for an answer that only changes with the sources: a stamp per file remembers a clean one.
lint_tidy() {
  local headers file wanted
  [[ -f build/test/compile_commands.json ]] || cmake --preset test >/dev/null
  headers=$(find sdk server-stub -name '*.hpp' -o -name '*.inc' -o -name '*.h' | LC_ALL=C sort | cat - <(echo .clang-tidy) | xargs sha256sum | sha256sum)
  mkdir -p build/stamps/tidy
  find "$@" -name '*.cpp' | LC_ALL=C sort | while IFS= read -r file; do
    wanted=$(sha256sum <<<"$headers $(<"$file")" | cut -d' ' -f1)
    stamped "tidy/${file//\//-}" "$wanted" || printf '%s\0%s\0' "$file" "$wanted"
  done | xargs -0 -r -n 2 -P "$(nproc)" bash -c '
    clang-tidy-14 --quiet -p build/test --warnings-as-errors="*" "$0" 2>/dev/null || exit 1
    printf %s "$1" >"build/stamps/tidy/${0//\//-}"'
}
