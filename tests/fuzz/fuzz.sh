#!/usr/bin/env bash
# Fuzzes one target for so many seconds: fuzz.sh BUILD_FOLDER NAME SECONDS. New inputs that reach further are kept
# in the build folder for the next time; one that fails is kept beside them, and its name printed. 77: not built.
set -euo pipefail
folder=$1 name=$2 seconds=$3
program=$folder/tests/fuzz/fuzz_$name
seeds=$(dirname "${BASH_SOURCE[0]}")/corpus/$name
[[ -x $program ]] || { echo "$program is not there: no clang with libFuzzer"; exit 77; }
mkdir -p "$folder/corpus/$name" "$folder/failures"
status=0
"$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -close_fd_mask=1 \
  -artifact_prefix="$folder/failures/$name-" "$folder/corpus/$name" "$seeds" >"$folder/$name.log" 2>&1 || status=$?
grep -E '^stat::number_of_executed_units|^stat::new_units_added' "$folder/$name.log" || true
((status == 0)) || { tail -n 40 "$folder/$name.log"; exit 1; }
