#!/usr/bin/env bash
# ./dev as a person meets it: clear words on mistakes; start, stop and start again without losing anything.
#   dev_test.sh CHECKOUT
set -uo pipefail
cd "$1"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"; [[ -z ${listener:-} ]] || kill "$listener"' EXIT
failures=0

check() {
  local what=$1
  shift
  if "$@"; then echo "ok: $what"; else
    echo "FAILED: $what"
    sed 's/^/    /' "$scratch/said"
    failures=$((failures + 1))
  fi
}

# Runs ./dev with the output in $scratch/said and the status in $status.
dev() { ./dev "$@" >"$scratch/said" 2>&1 </dev/null; status=$?; }
fails_in_one_line() { ((status == 1)) && [[ $(wc -l <"$scratch/said") == 1 ]] && grep -q "$1" "$scratch/said"; }
said() { grep -q "$1" "$scratch/said"; }

mistakes_are_told() {
  dev help
  check 'help tells every command' eval 'for c in up test demo size bench conformance soak shots format lint fresh; do said "^  $c " || exit 1; done'
  dev dance
  check 'an unknown command is refused' fails_in_one_line "no command 'dance'"
  dev up --port eighty
  check 'a port must be a number' fails_in_one_line 'not a port number'
  dev up --db
  check 'an option without its value is refused' fails_in_one_line 'needs a value'
  dev bench nothing
  check 'an unknown benchmark is refused' fails_in_one_line "no benchmark 'nothing'"
}

taken_port_is_told() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => console.log(s.address().port))' >"$scratch/port" &
  listener=$!
  for _ in {1..50}; do [[ -s $scratch/port ]] && break; sleep 0.1; done
  dev up --no-install --port "$(<"$scratch/port")"
  check 'a taken port is told before anything is built' fails_in_one_line 'is in use'
}

missing_package_is_told() {
  mkdir "$scratch/bin"
  printf '#!/bin/sh\necho "installed nothing"\n' >"$scratch/bin/dpkg-query"
  chmod +x "$scratch/bin/dpkg-query"
  PATH=$scratch/bin:$PATH dev up --no-install --port 0
  check '--no-install names the missing packages' fails_in_one_line 'missing packages: .*cmake'
}

# start ARGUMENT...: `up` in a process group of its own, until it has printed its addresses.
start() {
  set -m
  ./dev up --no-install --port 0 "$@" >"$scratch/said" 2>&1 </dev/null &
  up=$!
  set +m
  for _ in {1..300}; do
    said 'Ctrl-C stops it' && break
    kill -0 "$up" 2>/dev/null || break
    sleep 0.1
  done
  api=$(sed -n 's/^  API *//p' "$scratch/said")
  shop=$(sed -n 's/^  Demo shop *//p' "$scratch/said")
}

# What Ctrl-C sends to the whole group.
stop() { kill -INT -"$up"; wait "$up"; status=$?; }
stopped_cleanly() { ((status == 0)) && said '^Stopped' && ! curl -fs -o /dev/null "$api/v1/health"; }

likes() { curl -fs "$api/v1/read?site=demo&e=like%3Bp%3Dmug" | sed -n 's/.*"count":\([0-9]*\).*/\1/p'; }
like() {
  curl -fs -o /dev/null "$api/v1/like" -H 'Content-Type: text/plain' -d '{"site":"demo","on":true,"key":"k1",
    "token":"'"$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')"'","page":{"key":"mug"}}'
}

shop_runs_and_keeps() {
  local before
  start --db "$scratch/shop.db"
  check 'up tells the shop on localhost and the API on 127.0.0.1' \
    eval '[[ $shop == http://localhost:* && $api == http://127.0.0.1:* ]]'
  check 'the shop names the API it belongs to' eval 'curl -fs "$shop/mug.html" | grep -qF "src=\"$api/parvis.js\""'
  check 'the script is served' eval 'curl -fs "$api/parvis.js" | grep -q parvis-like'
  before=$(likes)
  check 'the demo shop is liked already' eval '((before > 0))'
  check 'a like is taken' like
  stop
  check 'Ctrl-C stops it' stopped_cleanly
  start --db "$scratch/shop.db"
  check 'the second start keeps the like, and seeds nothing twice' eval '[[ $(likes) == $((before + 1)) ]]'
  stop
  check 'it stops again' stopped_cleanly
  start --memory
  check '--memory starts' eval '(($(likes) > 0))'
  stop
  check '--memory stops' stopped_cleanly
}

mistakes_are_told
taken_port_is_told
missing_package_is_told
shop_runs_and_keeps
echo "$failures failed"
exit $((failures > 0))
