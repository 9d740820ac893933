# What takes hours: every fuzz target at length, the server killed again and again, races under ThreadSanitizer.

run_soak() {
  local minutes=30 rounds=500 name
  while (($#)); do
    (($# > 1)) && [[ $2 =~ ^[0-9]+$ ]] || fail "soak knows --minutes N and --rounds N"
    case $1 in
      --minutes) minutes=$2 ;;
      --rounds) rounds=$2 ;;
      *) fail "soak knows --minutes N and --rounds N" ;;
    esac
    shift 2
  done
  require_packages yes "${build_packages[@]}" "${test_packages[@]}"
  require_npm yes
  build_native fuzz fuzzers
  for name in tests/fuzz/*_fuzz.cpp; do
    name=$(basename "$name" _fuzz.cpp)
    step "Fuzzing $name for $minutes min" bash tests/fuzz/fuzz.sh build/fuzz "$name" $((minutes * 60))
  done
  if [[ -f tests/bench/crash.mjs ]]; then
    build_native bench parvis-server
    step "Killing the server $rounds times" node tests/bench/crash.mjs --build build/bench --rounds "$rounds"
  fi
  build_native tsan parvis-server http_tests contract_tests
  step "Sockets under ThreadSanitizer" build/tsan/tests/http/http_tests
  step "The API under ThreadSanitizer" env PARVIS_CONTRACT_STORE=sqlite PARVIS_CONTRACT_VIA=http build/tsan/tests/contract/contract_tests
  step "Load under ThreadSanitizer" node tests/http/load.mjs build/tsan/server-stub/parvis-server $((minutes * 60))
  say 'Nothing found.'
}
