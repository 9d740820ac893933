# Builds, each a no-op in a second when nothing changed.

# A second checkout finds what the first one compiled.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

# The WebAssembly module and the script, style and type files beside it, into build/web.
build_web() {
  local wanted
  wanted=$(hash_of sdk wasm server-stub/docs server-stub/openapi.yaml CMakeLists.txt package-lock.json)
  [[ -d build/web ]] && stamped web "$wanted" && return 0
  step "Web files and WebAssembly" node wasm/build.mjs
  stamp web "$wanted"
}

# The core's unit tests, compiled to WebAssembly.
build_web_tests() {
  local wanted
  wanted=$(hash_of sdk wasm tests/unit tests/support CMakeLists.txt package-lock.json)
  stamped web-tests "$wanted" && return 0
  step "Unit tests as WebAssembly" node wasm/build.mjs --tests
  stamp web-tests "$wanted"
}

# build_native PRESET [TARGET...]
build_native() {
  local preset=$1 targets=()
  shift
  (($#)) && targets=(--target "$@")
  if [[ ! -f build/$preset/build.ninja ]]; then step "Configuring ($preset)" cmake --preset "$preset"; fi
  step "Native build ($preset)" cmake --build --preset "$preset" "${targets[@]}"
}
