# What Parvis needs from Debian 12 and npm: the only lists, and how they get installed.

build_packages=(
  build-essential cmake ninja-build ccache pkg-config ca-certificates
  emscripten nodejs npm brotli curl
  libcpp-httplib-dev libssl-dev zlib1g-dev libbrotli-dev nlohmann-json3-dev libmd4c-dev libmd4c-html0-dev libsqlite3-dev
  libutf8proc-dev
  libcli11-dev libspdlog-dev doctest-dev
)
demo_packages=(
  libimgui-dev libglfw3-dev libgl-dev libgl1-mesa-dri libfreetype-dev libfribidi-dev libpng-dev fonts-inter fonts-dejavu-core
  fonts-wqy-microhei xdg-utils
)
bench_packages=(
  doctest-dev wrk nginx-light libsimdjson-dev
)
test_packages=(
  wrk slowhttptest strace
  libcurl4-openssl-dev nginx-light openssl chromium xvfb xauth fonts-liberation clang-format-14 clang-tidy-14
  libxml2-utils clang-14 libclang-rt-14-dev python3 doxygen libsimdjson-dev firefox-esr webkit2gtk-driver
)

# Debian's nodejs and npm may be replaced by another distribution of Node that provides the command only.
is_installed() {
  case $1 in
    nodejs) have node ;;
    npm) have npm ;;
    *) grep -qx "$1" <<<"$installed_packages" ;;
  esac
}

# require_packages INSTALL PACKAGE...: installs what is missing, or fails naming it when INSTALL is empty.
require_packages() {
  local install=$1 package missing=() as_root=()
  shift
  have apt-get || fail "this script installs with apt: use Debian 12, or install what .dev/install.sh lists"
  installed_packages=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  [[ -n $install ]] || fail "missing packages: ${missing[*]} (run without --no-install, or: apt-get install)"
  if ((EUID != 0)); then
    have sudo || fail "installing needs root or sudo; missing packages: ${missing[*]}"
    as_root=(sudo)
    sudo -v || fail "sudo was refused; missing packages: ${missing[*]}"
  fi
  say "Installing with apt: ${missing[*]}"
  if ! apt_knows "${missing[@]}"; then step "Package lists" "${as_root[@]}" apt-get -q update; fi
  step "Debian packages" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y --no-install-recommends install "${missing[@]}"
}

# True when every package has a version in the lists and those lists are of the last day, so that what
# they name can still be downloaded.
apt_knows() {
  local package
  [[ -n $(find /var/lib/apt/lists -maxdepth 1 -name '*Packages*' -mmin -1440 -print -quit 2>/dev/null) ]] || return 1
  for package in "$@"; do
    apt-cache show --no-all-versions "$package" >/dev/null 2>&1 || return 1
  done
}

# require_npm INSTALL: node_modules exactly as package-lock.json says.
require_npm() {
  local install=$1 wanted
  wanted=$(sha256sum package-lock.json | cut -d' ' -f1)
  [[ -d node_modules ]] && stamped npm "$wanted" && return 0
  [[ -n $install ]] || fail "node_modules does not match package-lock.json (run without --no-install, or: npm ci)"
  step "npm packages" npm ci --no-audit --no-fund --ignore-scripts
  stamp npm "$wanted"
}
