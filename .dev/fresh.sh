# Proves the two commands on a bare Debian 12: a minbase system in a temporary folder, a clone of this
# checkout's last commit in it, `./dev up` and `./dev test`.

run_fresh() {
  local keep='' part parts=() asked=("$@")
  while (($#)); do
    case $1 in
      --keep) keep=yes ;;
      up | test) parts+=("$1") ;;
      *) fail "fresh does not know '$1' (it takes up, test and --keep)" ;;
    esac
    shift
  done
  if ((${#parts[@]} == 0)); then parts=(up test); fi
  ((EUID == 0)) || fail 'fresh needs root: it makes a chroot'
  # In a mount namespace of its own, so that no mount outlives this process, however it ends.
  if [[ -z ${PARVIS_FRESH:-} ]]; then PARVIS_FRESH=1 exec unshare --mount --propagation private ./dev fresh "${asked[@]}"; fi
  require_packages yes debootstrap git
  [[ -z $(git status --porcelain --untracked-files=no) ]] || say 'Note: uncommitted changes are not part of the clone.'
  fresh_root=$(mktemp -d -t parvis-fresh.XXXXXX)
  chmod 755 "$fresh_root"  # apt downloads as a user of its own
  trap 'leave_fresh "'"$keep"'"' EXIT
  trap 'exit 130' INT TERM
  step 'Bare Debian 12' debootstrap --variant=minbase bookworm "$fresh_root" "$(host_mirror)"
  copy_host_settings
  mount_kernel_folders
  step 'Clone' git clone --no-hardlinks . "$fresh_root/parvis"
  for part in "${parts[@]}"; do
    timed "$part, cold" "try_$part"
    timed "$part, warm" "try_$part"
  done
}

try_test() { in_fresh './dev test'; }

timed() {
  local title=$1 started=$SECONDS
  shift
  say "== $title"
  "$@"
  say "== $title: $((SECONDS - started)) s"
}

# Starts `up`, waits for both addresses, probes them, stops it with the signal of Ctrl-C.
try_up() {
  in_fresh 'set -m
    ./dev up --port 18080 & dev=$!
    until curl -fs -o /dev/null http://127.0.0.1:18080/v1/health 2>/dev/null; do kill -0 $dev || exit 1; sleep 0.5; done
    curl -fs http://127.0.0.1:18080/v1/health; echo
    curl -fs http://127.0.0.1:18080/parvis.js | wc -c
    curl -fs http://localhost:18081/ | grep -c "<parvis-like"
    sleep 1; kill -INT -$dev; wait $dev'
}

# Runs a command line in the clone, with this machine's settings for proxies and registries and nothing else
# of its environment.
in_fresh() {
  local settings=() name
  while IFS= read -r name; do settings+=("$name=${!name}"); done < <(
    compgen -e | grep -iE '^((http|https|ftp|no|all)_proxy|npm_config_.*|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR))$' || true)
  env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 CI=true \
    "${settings[@]}" chroot "$fresh_root" bash -c "cd /parvis && $1" </dev/null
}

host_mirror() {
  (cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true) |
    sed -nE 's/^(deb (\[[^]]*\] )?|URIs: *)([a-z+]+:[^ ]*debian\/?)( .*|$)/\3/p' | head -n 1
}

# Where packages come from, as on this machine: mirrors with their keys, proxies, certificates, npm's registry.
copy_host_settings() {
  local file key
  rm -f "$fresh_root/etc/apt/sources.list"
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
    [[ -f $file ]] || continue
    cp "$file" "$fresh_root$file"
    for key in $(grep -oE '/[^] ,]+\.(gpg|asc)' "$file" || true); do
      [[ -f $key ]] && mkdir -p "$fresh_root$(dirname "$key")" && cp "$key" "$fresh_root$key"
    done
  done
  apt-config dump | grep -E '^Acquire::(http|https|Check-|Retries|ForceIPv)' >"$fresh_root/etc/apt/apt.conf.d/90host" || true
  cp /etc/resolv.conf /etc/hosts "$fresh_root/etc/"
  if [[ -d /usr/local/share/ca-certificates ]]; then
    mkdir -p "$fresh_root/usr/local/share" && cp -r /usr/local/share/ca-certificates "$fresh_root/usr/local/share/"
  fi
  if have npm; then
    npm config ls --location=user --no-long 2>/dev/null |
      grep -E '^(@[^ ]*:)?(registry|proxy|https-proxy|strict-ssl|cafile|omit-lockfile[a-z-]*) = ' >"$fresh_root/root/.npmrc" || true
  fi
}

# debootstrap has made the device files; nothing of this machine's /dev is lent, so nothing of it can be lost.
mount_kernel_folders() {
  mount -t proc proc "$fresh_root/proc"
  mkdir -p "$fresh_root/dev/shm"
  mount -t tmpfs -o mode=1777 tmpfs "$fresh_root/dev/shm"
}

leave_fresh() {
  local keep=$1
  umount "$fresh_root/proc" "$fresh_root/dev/pts" "$fresh_root/dev/shm" 2>/dev/null || true
  if [[ -n $keep ]]; then say "Kept: $fresh_root"; return; fi
  if grep -q " $fresh_root/" /proc/mounts; then say "Still mounted, left alone: $fresh_root"; return; fi
  rm -rf --one-file-system "$fresh_root"
}
