# The contract of server-stub/openapi.yaml against any server that claims it.

run_conformance() {
  require_packages yes nodejs npm
  require_npm yes
  node tests/conformance/run.mjs "$@"
}
