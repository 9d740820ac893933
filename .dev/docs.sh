# The reference of the SDK's public headers, with the guide as its first page.

run_docs() {
  require_packages yes doxygen
  mkdir -p build/docs
  step "Reference of the SDK" doxygen sdk/Doxyfile
  say "  file://$root/build/docs/index.html"
}
