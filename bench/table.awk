# One line for each side of each load. Read after spread.awk by table() in measure.sh.
{
  load = $1 "\t" $2
  if (!(load in seen)) { seen[load] = 1; order[++loads] = load }
  side = load "\t" $4
  sides[side] = 1
  add(side "r", $5); add(side "50", $6); add(side "99", $7); add(side "m", $9)
  errors[side] += $8
  rate[load, $3, $4] = $5
  if ($3 > rounds) rounds = $3
}

function line(load, side, ratio,    key, part) {
  key = load "\t" side
  if (!(key in sides)) return
  split(load, part, "\t")
  printf "| %s | %s | %s | %.0f | %.1f | %.1f | %d | %.0f | %s |\n", part[1], part[2], side, median(key "r"), median(key "50"), median(key "99"), errors[key], median(key "m"), ratio
}

END {
  for (i = 1; i <= loads; i++) {
    load = order[i]
    for (r = 1; r <= rounds; r++)
      if (rate[load, r, "bare"] > 0) add(load "q", rate[load, r, "platform"] / rate[load, r, "bare"])
    line(load, "platform", known[load "q"] ? spread(load "q", "%.2f") : "")
    line(load, "bare", "")
  }
}
