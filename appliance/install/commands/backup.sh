# belvedere backup [--to DIR]: makes a backup of everything, encrypted with the recovery key, and reads it again.
# Run it again after whatever stopped it: it goes on from there. From the first one on, every change of
# the database is kept too, half a minute later at most. With --to it and all later ones go to another
# folder, for which the database is started anew once. `backup --stages` lists what it does. Where a
# place for a copy is set (belvedere offsite), it is copied there in the end; exit code 5: it is whole
# here, and not there.

STAGES='room repository database point objects keys verify keep'

# What may be needed: the database as it is, and for the first backup the objects too.
stage_room() {
  bytes=$(ask_database 'select sum(pg_database_size(oid))::bigint from pg_database' 2>/dev/null) ||
    refuse 3 'the database does not answer; look at: belvedere doctor'
  if [ -z "$(ledger)" ]; then
    objects=$(du -sk "$(volume_folder "$(volumes_name)_objects")" | cut -f 1)
    bytes=$((bytes + objects * 1024))
  fi
  needed=$((bytes / 1073741824 + 1))
  free=$(gibibytes_free "$target")
  [ "$free" -ge "$needed" ] ||
    refuse 3 "$target has $free GiB free, and a backup may need $needed; $(what_is_kept)"
}

# Changes are kept from here on. A folder of another recovery key is not written to.
stage_repository() {
  if ! keeper cat config </dev/null >/dev/null 2>"$scratch/said"; then
    [ -z "$(ls -A "$target/files")" ] ||
      refuse 4 "$target is not opened by the recovery key of this appliance; take another folder"
    tried keeper init
  fi
  tried keeper unlock --remove-all
  tried in_database pgbackrest stanza-create
  # shellcheck disable=SC2016 # is for the shell in the container
  tried in_database sh -c 'printf "%s\n" "archive_timeout = 30" \
    "archive_command = '\''pgbackrest archive-push \"%p\"'\''" >/var/lib/postgresql/.archive.new &&
    mv /var/lib/postgresql/.archive.new /var/lib/postgresql/archive.conf'
  tried ask_database 'select pg_reload_conf()'
  tried in_database pgbackrest check
}

stage_database() {
  tried in_database pgbackrest backup --type=full --log-level-console=info
  sed -n 's/.*new backup label = //p' "$scratch/said" >"$work/set"
  [ -s "$work/set" ] || refuse 1 'pgBackRest does not say what it has made'
}

# Before the objects: what is named at this point is there already, because objects are written first.
stage_point() {
  tries=30
  point_sql >"$scratch/point"
  until in_database psql -qAtX -v ON_ERROR_STOP=1 -v "point=belvedere-$id" -d belvedere \
    <"$scratch/point" >"$work/tables" 2>"$scratch/said"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || failed
    sleep 1
  done
  tried in_database pgbackrest check
}

# An object that goes away while it is read is no longer named; then it is looked at again.
stage_objects() {
  tries=3
  until keeper backup --json --host belvedere --tag objects /var/lib/objects \
    </dev/null >"$scratch/made" 2>"$scratch/said"; do
    tries=$((tries - 1))
    if [ "$tries" -eq 0 ] || ! grep -q "no such file" "$scratch/said"; then failed; fi
  done
  take_snapshot objects
}

# Settings, secrets, certificates and the home of the processes, as one stream that only root reads.
stage_keys() {
  tried run_compose exec -T worker /usr/bin/node bin/console.js keys:export
  home=$(volume_folder "$(volumes_name)_home")
  set -- -C "$settings" belvedere.env secrets tls
  [ ! -e "$settings/licence" ] || set -- "$@" licence
  mkfifo "$scratch/keys"
  sha256sum <"$scratch/keys" >"$work/keys.sum" &
  { tar --numeric-owner -cf - "$@" -C "$work" tables -C "${home%/*}" "${home##*/}" || echo "$?" >"$scratch/tar"; } |
    tee "$scratch/keys" |
    keeper backup --json --host belvedere --tag keys --stdin --stdin-filename keys.tar \
      >"$scratch/made" 2>"$scratch/said" || failed
  wait
  rm "$scratch/keys"
  [ ! -s "$scratch/tar" ] || refuse 1 'settings and keys could not be read'
  take_snapshot keys
}

# take_snapshot NAME: notes which one was made.
take_snapshot() {
  sed -n 's/.*"data_added_packed":\([0-9]*\).*/\1/p' "$scratch/made" >"$work/$1.bytes"
  sed -n 's/.*"total_bytes_processed":\([0-9]*\).*/\1/p' "$scratch/made" >"$work/$1.needs"
  sed -n 's/.*"snapshot_id":"\([0-9a-f]*\)".*/\1/p' "$scratch/made" >"$work/$1"
  [ -s "$work/$1" ] || refuse 1 "restic does not say what it has made"
}

# All that was written is read again: the database by pgBackRest, the objects by restic, the keys here.
stage_verify() {
  tried in_database pgbackrest verify "--set=$(cat "$work/set")" --output=text --verbose
  grep -q 'status: ok' "$scratch/said" || failed
  tried keeper check --read-data
  sum=$(restorer dump "$(cat "$work/keys")" /keys.tar 2>"$scratch/said" </dev/null | sha256sum)
  [ "$sum" = "$(cat "$work/keys.sum")" ] || refuse 1 "$target/files does not give back what was written"
}

# Older ones go that are no longer needed, and older keys always, so that what is erased stays so.
stage_keep() {
  tried in_database pgbackrest info "--set=$(cat "$work/set")" --output=json
  bytes=$(sed -n 's/.*"repository":{"delta":\([0-9]*\).*/\1/p' "$scratch/said")
  bytes=$((bytes + $(cat "$work/objects.bytes") + $(cat "$work/keys.bytes")))
  needs=$(sed -n 's/.*"info":{"delta":[0-9]*,"repository":{[^}]*},"size":\([0-9]*\).*/\1/p' "$scratch/said")
  needs=$((needs + $(cat "$work/objects.needs") + $(cat "$work/keys.needs")))
  {
    ledger | awk -v id="$id" '$1 != id'
    printf '%s %s %s %s %s %s %s %s %s\n' "$id" "$(cat "$work/began")" "$(now)" "$bytes" "$release" \
      "$(cat "$work/set")" "$(cat "$work/objects")" "$(cat "$work/keys")" "$needs"
  } >"$target/.backups.all"
  kept_and_not <"$target/.backups.all" >"$scratch/decided"
  sed -n 's/^keep //p' "$scratch/decided" | sort >"$target/.backups.new"
  mv "$target/.backups.new" "$target/backups.list"
  sync
  sed -n 's/^drop //p' "$scratch/decided" | while read -r _ _ _ _ _ set objects _; do
    in_database pgbackrest expire "--set=$set" </dev/null >/dev/null 2>&1 || :
    keeper forget "$objects" </dev/null >/dev/null 2>&1 || :
  done
  tried in_database pgbackrest expire
  tried keeper forget --tag keys --group-by tags --keep-last 1
  tried keeper prune --max-unused 0
  rm -f "$target/.backups.all"
  backups_json | status_file backups.json
}

# tried COMMAND…: with what it says in $scratch/said, and our own words when it fails.
tried() {
  "$@" </dev/null >"$scratch/said" 2>&1 || failed
}

failed() {
  refuse 1 "stopped in $stage: $(what_was_said); $(what_is_kept)"
}

# what_is_kept: what could be brought back all the same.
what_is_kept() {
  newest=$(newest_backup "$target")
  if [ -n "$newest" ]; then
    printf 'kept: %s backups, the newest of %s' "$(($(ledger | wc -l)))" \
      "$(printf '%s' "$newest" | cut -d ' ' -f 3)"
  else
    printf 'there is no backup yet'
  fi
}

# change_target FOLDER: from now on.
change_target() {
  case $1 in /*) ;; *) usage '--to needs a path that begins with /' ;; esac
  case $1 in *[!A-Za-z0-9._/-]*) usage '--to has a character that it cannot have' ;; esac
  [ -d "$1" ] || refuse 3 "$1 is no folder"
  [ "$1" != "$(backups_folder)" ] || return 0
  change_settings "BELVEDERE_BACKUPS=$1"
  rm -rf "$work"
  rm -f "$journal"/backup.*
}

# take_up_backup: goes on with one that was stopped, or begins another.
take_up_backup() {
  work=$state/.backup
  if [ ! -s "$work/began" ]; then
    rm -rf "$work"
    rm -f "$journal"/backup.*
    mkdir -m 700 "$work"
    now >"$work/.began"
    mv "$work/.began" "$work/began"
  fi
  id=$(tr -d ':-' <"$work/began")
  mark=$id
  release=$(installed_release)
}

main_of_command() {
  to=
  if [ "${1:-}" = --stages ]; then
    printf '%s\n' "$STAGES" | tr ' ' '\n'
    return 0
  fi
  while [ $# -gt 0 ]; do
    case $1 in
    --to)
      need_value "$1" $#
      to=$2
      shift 2
      ;;
    *) usage "backup knows no $1" ;;
    esac
  done
  from=$(date +%s)
  [ -n "$(installed_release)" ] || refuse 3 'nothing is installed'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  find_engine
  hold_lock
  no_uninstall_half_way
  take_up_secrets
  no_upgrade_half_way
  [ ! -d "$state/.restore" ] || [ ! -d "$settings/.replaced" ] ||
    refuse 3 'a restore has not come to its end: run it again, or: belvedere restore --undo'
  work=$state/.backup
  [ -z "$to" ] || change_target "$to"
  target=$(backups_folder)
  make_backup_folders
  # When the target has changed, the database has to see it.
  run_compose up --detach --no-deps postgres </dev/null >"$scratch/up" 2>&1 ||
    refuse 1 "the database does not start: $(tail -n 3 "$scratch/up")"
  end_what_was_left
  take_up_backup
  rm -f "$journal/backup.room"
  # shellcheck disable=SC2086 # names
  run_stages backup $STAGES
  rm -rf "$work"
  rm -f "$journal"/backup.*
  newest=$(newest_backup "$target")
  bytes=$(printf '%s' "$newest" | cut -d ' ' -f 4)
  offsite=none
  if offsite_is_set; then
    say "Copying to $(cat "$settings/offsite/target")"
    if copy_offsite; then offsite=whole; else offsite=failed; fi
  fi
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"id":"%s","target":%s,"bytes":%s,"verified":true,"offsite":"%s","seconds":%d}\n' "$id" \
      "$(json_text "$target")" "$bytes" "$offsite" "$(($(date +%s) - from))"
  else
    echo "Backup $id is in $target, $(human_bytes "$bytes"), and was read again."
    [ "$offsite" != whole ] || echo "It is at $(cat "$settings/offsite/target") too, and was read back from there."
    echo "It is opened by the recovery key alone: keep a copy of $secrets/recovery_key elsewhere."
  fi
  if [ "$offsite" = failed ]; then
    printf 'belvedere: the copy elsewhere failed: %s: %s; go on with: belvedere offsite\n' \
      "$offsite_problem" "$offsite_words" >&2
    return 5
  fi
}
