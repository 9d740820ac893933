# Byte budgets of the web files.

run_size() {
  require_packages yes "${build_packages[@]}"
  require_npm yes
  build_web
  node wasm/size.mjs "$@"
}
