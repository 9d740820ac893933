# Runs the server in the foreground and tells where it can be reached.

# require_free_ports PORT...: a taken port is found out before minutes of building.
require_free_ports() {
  local number
  for number in "$@"; do
    ((number == 0)) && continue
    if (exec 3<>"/dev/tcp/127.0.0.1/$number") 2>/dev/null; then
      fail "port $number is in use by another program; choose one with --port or --shop-port (0: any free one)"
    fi
  done
}

run_server() {
  local arguments=(serve --port "$port" --web build/web --shop examples/shop --shop-port "$shop_port" --seed demo)
  if [[ -n $memory ]]; then
    arguments+=(--memory)
  else
    mkdir -p "$(dirname "$db")"
    arguments+=(--db "$db")
  fi
  local said=$root/build/logs/server-addresses
  mkdir -p "$logs"
  : >"$said"
  build/release/server-stub/parvis-server "${arguments[@]}" >"$said" &
  server=$!
  trap 'kill -TERM "$server" 2>/dev/null' INT TERM
  wait_until_it_answers "$said"
  say ''
  say "  Demo shop   $(address shop "$said")"
  say "  API         $(address api "$said")"
  if [[ -n $memory ]]; then say '  Data        in memory, gone at the end'; else say "  Data        $db"; fi
  say '  Ctrl-C stops it.'
  local status=0
  wait "$server" || status=$?
  # The first wait ends when the signal arrives; the second one when the server has finished its work.
  if kill -0 "$server" 2>/dev/null; then status=0; wait "$server" || status=$?; fi
  ((status == 0 || status == 143 || status == 130)) || fail "the server stopped with status $status"
  say 'Stopped.'
}

address() { sed -n "s/^$1 \(http[^ ]*\).*/\1/p" "$2" | head -n 1; }

wait_until_it_answers() {
  local said=$1 tries api
  for ((tries = 0; tries < 300; tries++)); do
    kill -0 "$server" 2>/dev/null || { wait "$server" || fail 'the server did not start (its reason is above)'; }
    api=$(address api "$said")
    [[ -n $api && -n $(address shop "$said") ]] && curl -fs -o /dev/null "$api/v1/health" && return 0
    sleep 0.1
  done
  kill -TERM "$server"
  fail 'the server did not answer within 30 s'
}
