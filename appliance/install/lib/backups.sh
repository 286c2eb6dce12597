# Backups: where they lie, who makes them, and what is known of them. docs/adr/0015-backups.md tells why
# it is done so.

# backups_folder: where backups go.
backups_folder() {
  folder=$(setting BELVEDERE_BACKUPS)
  printf '%s' "${folder:-$state/backups}"
}

# volumes_name: what the volumes in use begin with.
volumes_name() {
  name=$(setting BELVEDERE_VOLUMES)
  printf '%s' "${name:-$project}"
}

# make_backup_folders [FOLDER]: for who writes into them, and nobody else.
make_backup_folders() {
  target=${1:-$(backups_folder)}
  mkdir -p "$target/database" "$target/files"
  chmod 700 "$target" "$target/database" "$target/files"
  chown "10002:$containers" "$target/database"
  chown "10005:$containers" "$target/files"
}

# in_database WORDS…: runs a program beside the database.
in_database() {
  run_compose exec -T postgres "$@"
}

# ask_database SQL: what it answers, as its superuser.
ask_database() {
  in_database psql -qAtX -v ON_ERROR_STOP=1 -d belvedere -c "$1" </dev/null
}

# keeper WORDS…: runs restic over what the appliance keeps in files.
keeper() {
  run_compose run --rm --no-deps -T keeper "$@"
}

# restorer WORDS…: runs restic, which can only read the backups then.
restorer() {
  run_compose run --rm --no-deps -T restorer --no-lock "$@"
}

# what_was_said: the first error in $scratch/said, or its last line.
what_was_said() {
  error=$(sed -n '/ERROR\|FATAL\|Fatal\|PANIC/{s/.*\(ERROR\|FATAL\|Fatal\|PANIC\): *//p;q;}' "$scratch/said")
  [ -n "$error" ] || error=$(sed -n '$p' "$scratch/said")
  printf '%s' "$error"
}

# volume_folder NAME: where a volume lies on this host.
volume_folder() {
  "$engine" volume inspect --format '{{.Mountpoint}}' "$1" </dev/null
}

# end_what_was_left: containers and programs of a command that was killed go on without it.
end_what_was_left() {
  for service in keeper restorer recovery; do
    "$engine" ps --all --quiet --filter "label=com.docker.compose.project=$project" \
      --filter "label=com.docker.compose.service=$service" </dev/null
  done >"$scratch/left"
  while read -r container; do
    "$engine" rm --force "$container" </dev/null >/dev/null 2>&1 || :
  done <"$scratch/left"
  # shellcheck disable=SC2016 # is for the shell in the container
  in_database sh -c '
    for process in /proc/[0-9]*; do
      case $(tr "\000" " " <"$process/cmdline" 2>/dev/null) in
      *"pgbackrest "*"--type=full"* | *"pgbackrest verify"*) kill "${process#/proc/}" ;;
      esac
    done' </dev/null >/dev/null 2>&1 || :
}

# The ledger: one line for each backup that is whole: id, begun, ended, bytes, release, set of the
# database, snapshot of the objects, snapshot of the keys, bytes that a restore of it needs.
ledger() {
  cat "${1:-$(backups_folder)}/backups.list" 2>/dev/null || :
}

# newest_backup FOLDER [BEFORE]: its line, or nothing.
newest_backup() {
  ledger "$1" | awk -v before="${2:-9}" '$3 <= before { line = $0 } END { if (line != "") print line }'
}

# kept_and_not: each line of the ledger after "keep" or "drop": the newest of each of the last seven
# days, four weeks and six months that have one.
kept_and_not() {
  sort -r | awk '
    function days(year, month, day) {
      if (month <= 2) { year--; month += 12 }
      return 365 * year + int(year / 4) - int(year / 100) + int(year / 400) + \
        int((153 * (month - 3) + 2) / 5) + day
    }
    {
      date = substr($1, 1, 8)
      # Day 1 of that count is a Wednesday: a week begins on Monday.
      week = int((days(substr($1, 1, 4) + 0, substr($1, 5, 2) + 0, substr($1, 7, 2) + 0) + 1) / 7)
      month = substr($1, 1, 6)
      keep = 0
      if (!(date in dates)) { dates[date] = 1; if (date_count++ < 7) keep = 1 }
      if (!(week in weeks)) { weeks[week] = 1; if (week_count++ < 4) keep = 1 }
      if (!(month in months)) { months[month] = 1; if (month_count++ < 6) keep = 1 }
      print (keep ? "keep" : "drop"), $0
    }'
}

# backups_json: for the console.
backups_json() {
  archived=$(ask_database "select to_char(last_archived_time at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from pg_stat_archiver" 2>/dev/null) || archived=
  ledger | awk -v target="$(json_text "$(backups_folder)")" -v archived="$(json_or_null "$archived")" '
    BEGIN { printf "{\"target\":%s,\"backups\":[", target }
    { printf "%s{\"id\":\"%s\",\"startedAt\":\"%s\",\"endedAt\":\"%s\",\"bytes\":%d,\"verified\":true}", \
        (NR > 1 ? "," : ""), $1, $2, $3, $4 }
    END { printf "],\"walArchivedAt\":%s}\n", archived }'
}
