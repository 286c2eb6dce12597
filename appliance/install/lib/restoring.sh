# Bringing a backup back beside what runs. The commands set $from_folder (the backups) and $work (a
# folder of root's); the containers look there and into volumes of their own by $compose_….

# choose_backup FOLDER [UNTIL]: sets what the ledger says of the newest backup that ended before.
choose_backup() {
  line=$(newest_backup "$1" "${2:-}")
  [ -n "$line" ] || return 1
  # shellcheck disable=SC2086 # words
  set -- $line
  id=$1 began=$2 backup_release=$5 backup_set=$6 backup_objects=$7 backup_needs=$9
}

# open_backups FILE: puts the keys of the backups where the containers find them, and tries them.
open_backups() {
  mkdir -p "$work/open/secrets"
  key_for files "$1" >"$work/open/secrets/keeper_key"
  own_secret "$work/open/secrets/keeper_key" keeper_key
  compose_settings=$work/open
  if ! restorer cat config </dev/null >"$scratch/said" 2>&1; then
    if grep -q 'wrong password' "$scratch/said"; then
      refuse 4 'this is not the recovery key of these backups; nothing was changed'
    fi
    damaged "$(what_was_said)"
  fi
}

# find_keys: takes settings, secrets and the home of the processes out of the backup, to $work/found.
# There are only the newest.
find_keys() {
  rm -rf "$work/found"
  mkdir "$work/found"
  restorer dump "$(newest_backup "$from_folder" | cut -d ' ' -f 8)" /keys.tar </dev/null \
    >"$work/found/keys.tar" 2>"$scratch/said" || damaged "$(what_was_said)"
  tar --numeric-owner -xpf "$work/found/keys.tar" -C "$work/found" 2>"$scratch/said" ||
    damaged "$(what_was_said)"
  rm "$work/found/keys.tar"
  [ -s "$work/found/secrets/appliance_key" ] || damaged 'there is no appliance key in it'
}

# fetch_database WORDS…: the files of the database, in a volume that is not in use; words say how far
# it is to catch up.
fetch_database() {
  # shellcheck disable=SC2016 # is for the shell in the container
  run_compose run --rm --no-deps -T --entrypoint /usr/bin/dash recovery -c '
    rm -rf /var/lib/postgresql/data && mkdir -m 700 /var/lib/postgresql/data &&
    exec pgbackrest restore "$@"' restore "--set=$backup_set" --target-timeline=current "$@" \
    </dev/null >"$scratch/said" 2>&1 ||
    damaged "$(what_was_said)"
}

# begin_recovery: starts the database that was fetched, and waits until it has caught up. What it said
# is in $scratch/caught-up.
begin_recovery() {
  recovering=$compose_volumes-recovery
  run_compose run --detach --no-deps -T --name "$recovering" recovery </dev/null >"$scratch/said" 2>&1 ||
    refuse 1 "the database does not start: $(what_was_said)"
  until [ "$(ask_recovered 'select pg_is_in_recovery()' 2>/dev/null)" = f ]; do
    if [ "$("$engine" inspect --format '{{.State.Running}}' "$recovering" </dev/null 2>/dev/null)" != true ]; then
      "$engine" logs "$recovering" </dev/null >"$scratch/said" 2>&1 || :
      if grep -q 'recovery ended before configured recovery target' "$scratch/said"; then
        damaged 'its changes do not reach that far'
      fi
      damaged "$(what_was_said)"
    fi
    sleep 1
  done
  "$engine" logs "$recovering" </dev/null >"$scratch/caught-up" 2>&1
}

# ask_recovered SQL: what the database that was restored answers.
ask_recovered() {
  printf '%s' "$1" | "$engine" exec -i "$recovering" psql -qAtX -v ON_ERROR_STOP=1 -d belvedere
}

# end_recovery: the database stays in its volume, shut down as it should be.
end_recovery() {
  "$engine" stop --time 120 "$recovering" </dev/null >/dev/null
  "$engine" rm --force "$recovering" </dev/null >/dev/null 2>&1 || :
}

# fetch_objects SNAPSHOT: into a volume that is not in use.
fetch_objects() {
  restorer restore "$1:/var/lib/objects" --target /var/lib/objects --verify </dev/null \
    >"$scratch/said" 2>&1 || damaged "$(what_was_said)"
}

# remove_volumes NAME: all that begin with it, and what still uses them.
remove_volumes() {
  "$engine" rm --force "$1-recovery" </dev/null >/dev/null 2>&1 || :
  for volume in home nats objects postgres valkey; do
    "$engine" volume rm --force "$1_$volume" </dev/null >/dev/null 2>&1 || :
  done
}

# damaged WORDS…: the backups are no good. What was made of them goes.
damaged() {
  give_up
  refuse 4 "$from_folder does not give back what it should: $*; nothing was changed"
}
