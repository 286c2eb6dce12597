# What a check says, and what many checks ask. Every check is a function check_NAME of a file in
# checks/; it measures, and calls one of ok, warn and fail once. $probe is empty on a real machine; in
# tests it is the folder of a made-up one.

ok() {
  verdict=ok measured=$1 remedy=
}

# warn MEASURED REMEDY: it works, but not as well as it should.
warn() {
  verdict=warn measured=$1 remedy=$2
}

# fail MEASURED REMEDY: an install would not work.
fail() {
  verdict=fail measured=$1 remedy=$2
}

# at_least MEASURED UNIT GOOD ENOUGH REMEDY: ok from GOOD on, warn from ENOUGH on, else fail.
at_least() {
  if [ "$1" -ge "$3" ]; then
    ok "$1 $2"
  elif [ "$1" -ge "$4" ]; then
    warn "$1 $2" "$5"
  else
    fail "$1 $2" "$5"
  fi
}

# first_line FILE: or nothing when it cannot be read.
first_line() {
  sed -n 1p "$probe$1" 2>/dev/null || :
}

# sysctl_value NAME: as /proc/sys has it, or nothing.
sysctl_value() {
  first_line "/proc/sys/$1"
}

# mebibytes_of NAME: of /proc/meminfo.
mebibytes_of() {
  awk -v name="$1:" '$1 == name { found = $2 } END { printf "%d", found / 1024 }' \
    "$probe/proc/meminfo" 2>/dev/null || echo 0
}

# existing PATH: the path, or the nearest folder above it that is there.
existing() {
  place=$1
  while [ ! -d "$place" ]; do place=$(dirname "$place"); done
  printf '%s' "$place"
}

# mount_of PATH: device, place, type and options of the mount that a path is on.
mount_of() {
  awk -v path="$(existing "$1")/" '
    {
      place = $2 == "/" ? "/" : $2 "/"
      if (index(path, place) == 1 && length(place) >= length(best)) { best = place; line = $0 }
    }
    END { print line }
  ' "$probe/proc/mounts"
}

# with_profile NAME: whether that part was asked for.
with_profile() {
  case ",$profiles," in *",$1,"*) return 0 ;; *) return 1 ;; esac
}

# gibibytes_free PATH
gibibytes_free() {
  stat -f -c '%a %S' "$(existing "$1")" | awk '{ printf "%d", $1 * $2 / 1073741824 }'
}

# mebibytes_free PATH
mebibytes_free() {
  stat -f -c '%a %S' "$(existing "$1")" | awk '{ printf "%d", $1 * $2 / 1048576 }'
}

# is_listening PROTOCOL PORT: whether something holds the port, on any address.
is_listening() {
  cat "$probe/proc/net/$1" "$probe/proc/net/${1}6" 2>/dev/null |
    awk -v port="$(printf '%04X' "$2")" -v state="$([ "$1" = tcp ] && echo 0A || echo 07)" '
      { split($2, local, ":") }
      toupper(local[2]) == port && $4 == state { found = 1 }
      END { exit !found }'
}

# kernel_is_from MAJOR MINOR
kernel_is_from() {
  awk -v major="$1" -v minor="$2" '
    { split($1, part, "."); exit !(part[1] > major || part[1] == major && part[2] + 0 >= minor) }
  ' "$probe/proc/sys/kernel/osrelease"
}

# run_check: the one that $check names.
run_check() {
  verdict=''
  if ! "check_$check" 2>/dev/null || [ -z "$verdict" ]; then
    warn 'could not be measured' 'look at it by hand'
  fi
  printf '%s\t%s\t%s\t%s\t%s\n' "$theme" "$check" "$verdict" \
    "$(printf '%s' "$measured" | tr '\t\n' '  ')" "$remedy" >>"$scratch/checks"
}

# run_checks: all of them, each to a line of $scratch/checks: theme, id, verdict, measured, remedy.
run_checks() {
  : >"$scratch/checks"
  sed -n 's/^[0-9a-f]*  \(program\/checks\/.*\)/\1/p' "$scratch/program" >"$scratch/themes"
  while read -r piece; do
    theme=${piece##*/}
    theme=${theme%.sh}
    . "$signed/$piece"
    sed -n 's/^check_\([a-z0-9_]*\)() {.*/\1/p' "$signed/$piece" >"$scratch/names"
    while read -r check; do
      run_check </dev/null
    done <"$scratch/names"
  done <"$scratch/themes"
}

# checks_json: all results, as JSON.
checks_json() {
  awk -F '\t' -v at="$(now)" -v seconds="$1" '
    function text(words) { gsub(/\\/, "\\\\", words); gsub(/"/, "\\\"", words); return "\"" words "\"" }
    { count[$3]++
      lines = lines (NR > 1 ? "," : "") "{\"theme\":" text($1) ",\"id\":" text($2) \
        ",\"verdict\":" text($3) ",\"measured\":" text($4) ",\"remedy\":" text($5) "}" }
    END { printf "{\"at\":\"%s\",\"seconds\":%d,\"ok\":%d,\"warn\":%d,\"fail\":%d,\"checks\":[%s]}\n",
      at, seconds, count["ok"], count["warn"], count["fail"], lines }
  ' "$scratch/checks"
}

# checks_table: all results, for people.
checks_table() {
  awk -F '\t' '
    $1 != theme { theme = $1; print (NR > 1 ? "\n" : "") theme }
    { printf "  %-4s  %-24s %s\n", $3, $2, $4; count[$3]++ }
    $5 != "" { printf "        %-24s → %s\n", "", $5 }
    END { printf "\n%d checks: %d ok, %d to look at, %d that keep it from working\n",
      NR, count["ok"], count["warn"], count["fail"] }
  ' "$scratch/checks"
}

# count_checks VERDICT
count_checks() {
  awk -F '\t' -v verdict="$1" '$3 == verdict { count++ } END { print count + 0 }' "$scratch/checks"
}
