# Benchmarks are tests/bench/NAME.mjs; each takes --build FOLDER and --json FILE.

run_bench() {
  local name=${1:-}
  if [[ -z $name ]]; then
    say 'Benchmarks:'
    for name in tests/bench/*.mjs; do
      name=$(basename "$name" .mjs)
      say "  ./dev bench $name    $(sed -n '1s|^// ||p' "tests/bench/$name.mjs")"
    done
    return
  fi
  shift
  [[ -f tests/bench/$name.mjs ]] || fail "no benchmark '$name'; ./dev bench lists them"
  require_packages yes "${build_packages[@]}" "${bench_packages[@]}"
  require_npm yes
  build_web
  build_native bench parvis-server http_load bench_store slow_sync bench_sdk parvis_sdk_shared \
    parvis_transport_httplib_shared
  node "tests/bench/$name.mjs" --build build/bench "$@"
}
