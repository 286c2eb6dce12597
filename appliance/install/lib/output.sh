# What is said, and how. Messages go to the standard error, results to the standard output.

# say WORDS…: progress, for people.
say() {
  [ -n "$as_json" ] || printf '%s\n' "$*" >&2
}

# json_text WORDS…: a JSON string.
json_text() {
  printf '%s' "$*" | tr -d '\000-\010\013-\037' | awk '
    BEGIN { printf "\"" }
    { gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\t/, "\\t"); printf "%s%s", (NR > 1 ? "\\n" : ""), $0 }
    END { printf "\"" }'
}

# json_or_null TEXT: a JSON string, or null for nothing.
json_or_null() {
  if [ -n "$1" ]; then json_text "$1"; else printf null; fi
}

# now: the time, ISO 8601 in UTC.
now() {
  date -u +%Y-%m-%dT%H:%M:%SZ
}

# human_bytes N
human_bytes() {
  awk -v bytes="$1" 'BEGIN {
    split("B KiB MiB GiB TiB", unit, " ")
    for (place = 1; bytes >= 1024 && place < 5; place++) bytes /= 1024
    printf (place > 1 ? "%.1f %s" : "%d %s"), bytes, unit[place]
  }'
}

# status_file NAME: what comes in becomes a file for the console, at once and whole.
status_file() {
  mkdir -p "$state/status"
  cat >"$state/status/.$1.new"
  chmod 644 "$state/status/.$1.new"
  mv "$state/status/.$1.new" "$state/status/$1"
}
