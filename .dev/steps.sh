# How ./dev talks: one line per step, progress while a long one runs, the log's end when one fails.

logs=$root/build/logs

say() { printf '%s\n' "$*"; }
fail() { printf 'dev: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# step TITLE COMMAND...: runs the command with its output in a log. A terminal shows the log's last line as
# it moves; elsewhere (CI) a line every half minute proves that something still happens.
step() {
  local title=$1 log started=$SECONDS status=0 progress
  shift
  mkdir -p "$logs"
  log=$logs/$(printf '%s' "$title" | tr -cs 'A-Za-z0-9' '-' | tr 'A-Z' 'a-z').log
  : >"$log"
  show_progress "$title" "$log" &
  progress=$!
  # In the foreground, so that Ctrl-C reaches it.
  "$@" >"$log" 2>&1 </dev/null || status=$?
  kill "$progress" 2>/dev/null || true
  wait "$progress" 2>/dev/null || true
  if [[ -t 1 ]]; then printf '\r\033[K'; fi
  if ((status != 0)); then
    say "  FAILED: $title; the end of ${log#"$root"/}:"
    tail -n 40 "$log" | sed 's/^/    /'
    exit 1
  fi
  say "  $title: done in $((SECONDS - started)) s"
}

show_progress() {
  local title=$1 log=$2 started=$SECONDS next=30
  while sleep 0.5 && kill -0 $$ 2>/dev/null; do
    if [[ -t 1 ]]; then
      printf '\r\033[K  %s (%d s) %.70s' "$title" $((SECONDS - started)) "$(last_line "$log")"
    elif ((SECONDS - started >= next)); then
      say "  $title: $((SECONDS - started)) s so far: $(last_line "$log")"
      next=$((next + 30))
    fi
  done
}

last_line() { tail -n 1 "$1" 2>/dev/null | tr '\r' '\n' | tail -n 1 | tr -d '\000-\037' | cut -c1-100; }

# One hash over the names and contents of all files under the given paths.
hash_of() {
  find "$@" -type f -not -path '*/node_modules/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum |
    cut -d' ' -f1
}

# stamped NAME HASH: true when the step NAME was already done for this very input.
stamped() { [[ -f $root/build/stamps/$1 && $(<"$root/build/stamps/$1") == "$2" ]]; }
stamp() { mkdir -p "$root/build/stamps" && printf '%s' "$2" >"$root/build/stamps/$1"; }
