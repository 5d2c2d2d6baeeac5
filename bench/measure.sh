#!/usr/bin/env bash
# Drives one side with wrk and keeps the figures. Sourced by run.sh, which sets work, here, seconds and round.
# shellcheck disable=SC2154

# Adds a line to figures: what, connections, round, side, requests/s, p50 ms, p99 ms, errors, peak MB.
measure() { # <what> <connections> <side> <pid> <address> <method> <path> [body]
  local what=$1 connections=$2 side=$3 pid=$4 address=$5
  shift 5
  forget_peak "$pid"
  local said line
  said=$(BENCH_RUN="$round-$RANDOM" wrk -t2 -c"$connections" -d"${seconds}s" --timeout 10s -s "$here/load.lua" "$address" -- "$@" < /dev/null)
  line=$(sed -n 's/^FIGURES //p' <<< "$said")
  [ -n "$line" ] || { echo "wrk said: $said" >&2 && exit 1; }
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$what" "$connections" "$round" "$side" "${line// /$'\t'}" "$(peak_of "$pid")" >> "$work/figures"
  echo "  round $round, $connections connections, $what, $side: $line" >&2
}

both() { # <what> <connections> <method> <platform path> <platform body> <bare path> <bare body>; who goes first alternates
  if ((round % 2)); then
    measure "$1" "$2" platform "$platform_pid" "$platform" "${3%% *}" "$4" ${5:+"$5"}
    measure "$1" "$2" bare "$bare_pid" "$bare_at" "${3##* }" "$6" ${7:+"$7"}
  else
    measure "$1" "$2" bare "$bare_pid" "$bare_at" "${3##* }" "$6" ${7:+"$7"}
    measure "$1" "$2" platform "$platform_pid" "$platform" "${3%% *}" "$4" ${5:+"$5"}
  fi
}

# Medians of all rounds; the ratio is platform to bare within a round, as median (smallest to largest).
table() {
  echo '| what | connections | side | requests/s | p50 ms | p99 ms | errors | peak MB | ratio of requests/s |'
  echo '| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |'
  awk -F '\t' -f "$here/spread.awk" -f "$here/table.awk" "$work/figures"
}

# Two columns of figures, or one, to "median (smallest to largest)" of their quotient, or of themselves.
# shellcheck disable=SC2016 # awk's fields, not the shell's
quotient() { awk "$(cat "$here/spread.awk")"'{ add("q", $1 / $2) } END { print spread("q", "%.2f") }'; }
# shellcheck disable=SC2016
spread_of() { awk "$(cat "$here/spread.awk")"'{ add("v", $1) } END { print spread("v", "%.0f") }'; }

# The quotient of one column of two kinds of lines, round by round: <column> <what over> <what under>, both of the platform.
within() {
  awk -F '\t' -v column="$1" -v over="$2" -v under="$3" '
    $4 == "platform" && $2 == 64 && $1 == over { a[$3] = $column }
    $4 == "platform" && $2 == 64 && $1 == under { b[$3] = $column }
    END { for (r in a) if (r in b) print a[r], b[r] }' "$work/figures" | quotient
}

milliseconds() { # of a command
  local begun
  begun=$(date +%s%N)
  "$@" > /dev/null
  echo $((($(date +%s%N) - begun) / 1000000))
}
