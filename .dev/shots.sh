# Screenshots of the shop in Chromium and of the native window, into build/shots. The two small pictures of
# the README are made from them with --readme.

run_shots() {
  local readme=''
  while (($#)); do
    case $1 in
      --readme) readme=yes ;;
      *) fail "shots does not know '$1' (it takes --readme only)" ;;
    esac
    shift
  done
  require_packages yes "${build_packages[@]}" "${demo_packages[@]}" "${test_packages[@]}"
  require_npm yes
  build_web
  build_native demo parvis-server parvis-demo
  shoot_web
  shoot_native
  if [[ -n $readme ]]; then shrink_for_readme; fi
  say "Pictures are in build/shots."
}

shoot_web() {
  local said=$logs/shots-server shop tries
  mkdir -p build/shots "$logs"
  : >"$said"
  build/demo/server-stub/parvis-server serve --memory --seed demo --port 0 --web build/web \
    --shop examples/shop --shop-port 0 >"$said" &
  server=$!
  trap 'kill "$server" 2>/dev/null' EXIT
  for ((tries = 0; tries < 100; tries++)); do
    shop=$(address shop "$said")
    [[ -n $shop ]] && break
    sleep 0.1
  done
  [[ -n $shop ]] || fail 'the server did not start'
  step 'Web screenshots' node examples/screenshots/web.mjs "$shop" build/shots
  kill "$server" && wait "$server" || true
  trap - EXIT
}

shoot_native() {
  local theme view name
  for theme in light dark; do
    for view in product gallery inspector; do
      name=native-$view-$theme
      step "Native screenshot, $view, $theme" env LIBGL_ALWAYS_SOFTWARE=1 xvfb-run -a -s '-screen 0 1600x1200x24' \
        build/demo/native-demo/parvis-demo --offline --theme "$theme" --view "$view" --screenshot "build/shots/$name.png"
    done
  done
}

# Small enough to keep in git: half size or less, 128 colours.
shrink_for_readme() {
  require_packages yes imagemagick pngquant
  local name from
  for name in web native; do
    from=build/shots/$name.png
    [[ $name == native ]] && from=build/shots/native-product-light.png
    convert "$from" -resize 820x "build/shots/$name-small.png"
    pngquant --force --strip --speed 1 --output "examples/screenshots/$name.png" 128 "build/shots/$name-small.png"
  done
}
