#!/bin/bash
# Runs one program of examples/ against a server of its own: example_test.sh NAME BUILD_FOLDER SERVER
set -euo pipefail
name=$1 build=$2 server=$3
folder=$(mktemp -d)
: >"$folder/server"  # the first look may come before the server wrote

"$server" serve --memory --seed demo --port 0 >"$folder/server" 2>"$folder/server-errors" &
server_pid=$!
trap 'kill $server_pid 2>/dev/null || true; wait $server_pid 2>/dev/null || true; rm -rf "$folder"' EXIT

api=
for _ in $(seq 200); do
  api=$(sed -n 's/^api //p' "$folder/server")
  [ -n "$api" ] && break
  kill -0 $server_pid || { cat "$folder/server-errors"; exit 1; }
  sleep 0.1
done
[ -n "$api" ] || { echo 'the server did not say its address'; exit 1; }

fail() { echo "$name: $1"; cat "$folder"/said* 2>/dev/null; exit 1; }
says() { grep -Eq -- "$2" "$folder/$1" || fail "no line of $1 matches $2"; }

case $name in
  cpp-console)
    console=$build/examples/parvis-console
    "$console" "$api" mug >"$folder/said1"
    says said1 '^mug: .* likes'
    says said1 '^[0-9]+ comments'
    "$console" "$api" quill >"$folder/said2"
    says said2 '^quill: 0 likes'
    "$console" "$api" quill --like --name Zoë --say 'Holds **a lot**, très bien' >"$folder/said3"
    says said3 '^Liked: 1 like$'
    says said3 '^1 comment$'
    says said3 '^Zoë #[^ ]+ · just now'
    says said3 '^Holds a lot, très bien'
    "$console" "$api" quill --like --lang fr >"$folder/said4"
    says said4 "^quill: 1 J’aime"
    says said4 "^.*: 2 J’aime"
    says said4 'Zoë'
    if "$console" http://127.0.0.1:1 mug >"$folder/said5" 2>&1; then fail 'no server, and no complaint'; fi
    says said5 'cannot be reached'
    ;;
  cpp-hello)
    sed "s|https://community.example|$api|" "$(dirname "$0")/../../examples/cpp-hello/main.cpp" | grep -q "$api" ||
      fail 'the address to replace is not in it'
    "$build/examples/cpp-hello" "$api" >"$folder/said1"
    says said1 '^[0-9.,]+[KM]? likes?$'
    ;;
  c-hello)
    "$build/examples/c-hello" "$api" mug >"$folder/said1"
    before=$(sed -nE 's/^likes: .*"count":([0-9]+).*/\1/p' "$folder/said1" | head -1)
    after=$(sed -nE 's/^after ours: .*"count":([0-9]+).*/\1/p' "$folder/said1" | head -1)
    says said1 '^fans: '
    [ "$after" -eq $((before + 1)) ] || fail "the likes went from $before to $after"
    ;;
  own-transport)
    "$build/examples/own-transport" "$api" mug >"$folder/said1"
    says said1 '^[0-9.,]+[KM]? likes?$'
    [ "$(wc -l <"$folder/said1")" -gt 2 ] || fail 'no comments'
    if "$build/examples/own-transport" http://127.0.0.1:1 mug >"$folder/said2" 2>&1; then fail 'no server, and no complaint'; fi
    says said2 'cannot be reached'
    ;;
  python | node)
    if [ "$name" = python ]; then
      python3 "$(dirname "$0")/../../examples/python/hello.py" "$build/sdk/libparvis.so" "$api" mug >"$folder/said1"
    else
      node "$(dirname "$0")/../../examples/node/hello.mjs" "$build/web/parvis.wasm" "$api" mug >"$folder/said1"
    fi
    before=$(sed -nE 's/^likes: ([0-9]+)$/\1/p' "$folder/said1")
    says said1 "^likes after ours: $((before + 1))$"
    says said1 '^newest: Zoë .*"em"'
    says said1 '^events: .*like'
    ;;
  native-demo)
    export XDG_DATA_HOME=$folder/data
    export ASAN_OPTIONS=detect_leaks=0  # Mesa's drivers keep memory until the process ends
    xvfb-run -a "$build/native-demo/parvis-demo" --server "$api" --size 900x700 --screenshot "$folder/window.png" \
      2>"$folder/said1"
    [ -s "$folder/window.png" ] || fail 'no picture'
    [ ! -s "$folder/said1" ] || fail 'it complained'
    [ ! -e "$folder/data" ] || fail 'it stored something before the reader acted'
    ;;
esac
