#!/bin/sh
# The real window, off the screen of a display of its own: window_test.sh XVFB_RUN DEMO CHECK_PNG THEME FOLDER
set -eu
xvfb_run=$1 demo=$2 check_png=$3 theme=$4 folder=$5
picture=$folder/window-$theme.png
rm -f "$picture"
# Mesa's drivers keep memory until the process ends.
export ASAN_OPTIONS=detect_leaks=0
"$xvfb_run" -a "$demo" --offline --theme "$theme" --lang fr --page lamp --size 900x700 --scale 1.5 --screenshot "$picture"
"$check_png" "$picture" 1350 1050
