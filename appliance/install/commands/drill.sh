# belvedere drill [--offsite]: restores the newest backup beside what runs, compares, and removes it again.
# With --offsite that is the copy at the other place, which is fetched first and removed again too.
# What runs goes on, and is not reached by it. Exit codes: 0 nothing differs, 5 something does, 4 the
# backup cannot be restored, 3 there is none.

# differing FILE OTHER: names that are not in both with the same content; each line is a name and content.
differing() {
  awk -F '|' '
    NR == FNR { found[$1] = $0; next }
    { if (found[$1] != $0) print $1; delete found[$1] }
    END { for (name in found) print name }' "$1" "$2"
}

# digests_of FOLDER: of every object, each after its name.
digests_of() {
  (cd "$1" && find data -type f -exec sha256sum {} +) | sed 's/^\([0-9a-f]*\)  \(.*\)/\2|\1/'
}

# compare_objects: those that were restored otherwise than they are. What people have taken away or
# added since the backup is no difference.
compare_objects() {
  digests_of "$(volume_folder "${compose_volumes}_objects")" >"$scratch/restored"
  live=$(volume_folder "$project_volumes"_objects)
  digests_of "$live" >"$scratch/live"
  since=$(date -d "$began" +%s)
  differing "$scratch/restored" "$scratch/live" | while read -r path; do
    changed=$(stat -c %Y "$live/$path" 2>/dev/null) || continue
    [ "$changed" -ge "$since" ] || echo "$path"
  done
}

# give_up: removes all that a drill has made.
give_up() {
  remove_volumes "$project-drill"
  rm -rf "$work" "$state/offsite-drill"
}

# fetch_copy: the copy at the other place, to a folder of its own.
fetch_copy() {
  from_folder=$state/offsite-drill
  rm -rf "$from_folder"
  find_offsite "$settings/offsite" || not_fetched
  ledger_there || not_fetched
  make_backup_folders "$from_folder"
  fits_folder "$from_folder"
  fetch_offsite "$from_folder" || not_fetched
  cp "$scratch/there/backups.list" "$from_folder/"
}

main_of_command() {
  fetched=''
  if [ "${1:-}" = --offsite ]; then
    fetched=yes
    shift
  fi
  [ $# -eq 0 ] || usage "drill knows no $1"
  from=$(date +%s)
  [ -n "$(installed_release)" ] || refuse 3 'nothing is installed'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  find_engine
  hold_lock
  no_uninstall_half_way
  take_up_secrets
  work=$state/.drill
  end_what_was_left
  give_up
  from_folder=$(backups_folder)
  if [ -n "$fetched" ]; then
    offsite_is_set || refuse 3 'no place is set: belvedere offsite --to FILE'
    say "Fetching from $(cat "$settings/offsite/target")"
    fetch_copy
  fi
  choose_backup "$from_folder" || refuse 3 'there is no backup yet: belvedere backup'
  compose_backups=$from_folder
  mkdir -m 700 "$work"
  project_volumes=$(volumes_name)
  compose_volumes=$project-drill
  say '[1/4] keys'
  open_backups "$secrets/recovery_key"
  find_keys
  compose_settings=$work/found
  say '[2/4] database'
  fetch_database --type=name "--target=belvedere-$id" --target-action=promote
  begin_recovery
  ask_recovered "$(digests_sql)" >"$work/tables"
  say '[3/4] objects'
  fetch_objects "$backup_objects"
  say '[4/4] comparing'
  differing "$work/found/tables" "$work/tables" >"$scratch/differences"
  compare_objects >>"$scratch/differences"
  tables=$(($(wc -l <"$work/tables")))
  objects=$(($(wc -l <"$scratch/restored")))
  differences=$(($(wc -l <"$scratch/differences")))
  give_up
  ok=true
  [ "$differences" -eq 0 ] || ok=false
  printf '{"at":"%s","backup":"%s","ok":%s,"differences":%d,"seconds":%d}\n' "$(now)" "$id" "$ok" \
    "$differences" "$(($(date +%s) - from))" >"$scratch/drill.json"
  status_file drill.json <"$scratch/drill.json"
  if [ -n "$as_json" ]; then
    cat "$scratch/drill.json"
  else
    echo "Backup $id: $tables tables and $objects objects compared, $differences differ."
    cat "$scratch/differences"
  fi
  [ "$ok" = true ] || return 5
}
