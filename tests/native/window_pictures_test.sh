#!/bin/sh
# Every view of the real window in both themes looks as it does without one:
# window_pictures_test.sh DEMO NATIVE_PICTURES KEPT_PICTURES FOLDER, on a display
set -eu
demo=$1 native_pictures=$2 kept=$3 folder=$4
# Mesa's drivers keep memory until the process ends.
export ASAN_OPTIONS=detect_leaks=0 LIBGL_ALWAYS_SOFTWARE=1
for theme in light dark; do
  for view in product inspector gallery; do
    height=1000
    [ $view = gallery ] && height=2400
    picture=$folder/$view-$theme.png
    rm -f "$picture"
    "$demo" --offline --now 1790000000000 --theme $theme --view $view --size 1240x$height --screenshot "$picture"
  done
done
"$native_pictures" "$kept" "$folder"
