# Bringing the backups to the place of lib/offsite.sh. Functions answer with a failure and leave why in
# $offsite_problem and $offsite_words: a copy that fails must not stop what it is a part of.

# copy_offsite: brings all there that is not there yet, reads it back, and takes away what is no longer
# kept. What is there already is not written over unless what is here was proven to be good.
copy_offsite() {
  if copy_all_offsite; then
    exec 8>&-
    note_offsite problem= stuck=
    return 0
  fi
  exec 8>&-
  note_offsite "failed=$(now)" "problem=$offsite_problem"
  return 1
}

copy_all_offsite() {
  target=$(backups_folder)
  offsite_newest=$(newest_backup "$target")
  since=$(now)
  find_offsite "$settings/offsite" || return 1
  begin_offsite
  is_ours_there || return 1
  carried carrier 10005 copy --ignore-existing --exclude '/locks/**' \
    /backups/files offsite:files </dev/null || return 1
  carried carrier 10002 copy --ignore-existing --exclude '/*/backup.info*' --exclude '*.pgbackrest.tmp' \
    /backups/database/backup offsite:database/backup </dev/null || return 1
  # Changes are carried by another command too.
  exec 8>"$state/offsite.lock"
  flock 8
  carried carrier 10002 copy --ignore-existing --exclude '/*/archive.info*' --exclude '*.pgbackrest.tmp' \
    /backups/database/archive offsite:database/archive </dev/null || return 1
  # These alone change under the name that they have.
  carried carrier 10002 copy --ignore-times --include '/*/*/archive.info*' --include '/*/*/backup.info*' \
    /backups/database offsite:database </dev/null || return 1
  read_back database 10002 || return 1
  read_back files 10005 || return 1
  ledger >"$scratch/ledger"
  carried carrier 10005 rcat offsite:backups.list <"$scratch/ledger" || return 1
  ledger_there || return 1
  if ! cmp -s "$scratch/ledger" "$scratch/there/backups.list"; then
    offsite_trouble damaged 'backups.list is not there as it was written'
    return 1
  fi
  note_offsite "copied=$(now)" "backup=${offsite_newest%% *}" "changes=$since"
  prune_offsite
}

# read_back PART USER: compares every byte of a part with what is there. What differs is written again.
read_back() {
  offsite_part=$1
  offsite_user=$2
  if compare_offsite --exclude '/locks/**' --exclude '*.pgbackrest.tmp' </dev/null; then return 0; fi
  [ -s "$scratch/differs" ] || return 1
  if grep -q '^[*!]' "$scratch/differs"; then prove_here || return 1; fi
  sed 's/^. //' "$scratch/differs" >"$scratch/again"
  carried carrier "$offsite_user" copy --ignore-times --files-from - \
    "/backups/$offsite_part" "offsite:$offsite_part" <"$scratch/again" || return 1
  if compare_offsite --files-from - <"$scratch/again"; then return 0; fi
  [ ! -s "$scratch/differs" ] ||
    offsite_trouble damaged "it does not give back what was written: $(sed -n '1s/^. //p' "$scratch/differs")"
  return 1
}

# compare_offsite WORDS…: lists what differs to $scratch/differs, which is empty when that is not known.
compare_offsite() {
  if carrier "$offsite_user" check --one-way --download --combined - "$@" \
    "/backups/$offsite_part" "offsite:$offsite_part" >"$scratch/compared" 2>"$scratch/said"; then
    : >"$scratch/differs"
    return 0
  fi
  because_of_rclone
  grep '^[*+!] ' "$scratch/compared" >"$scratch/differs" || :
  return 1
}

# prove_here: whether this part is here as it was written. What is there may be the last that is good.
prove_here() {
  case $offsite_part in
  database)
    in_database pgbackrest verify --output=text --verbose </dev/null >"$scratch/said" 2>&1 || :
    if grep -q 'status: ok' "$scratch/said" && ! grep -q 'status: error' "$scratch/said"; then return 0; fi
    ;;
  files) if keeper check --read-data </dev/null >"$scratch/said" 2>&1; then return 0; fi ;;
  esac
  offsite_trouble here "what is here differs from what is there, and is itself damaged: $(what_was_said); what is there was left as it is"
  return 1
}

# prune_offsite: takes away what is no longer kept here by rule, and nothing that the ledger names.
prune_offsite() {
  ledger >"$scratch/ledger"
  set --
  while read -r _ _ _ _ _ kept_set kept_objects kept_keys _; do
    set -- "$@" --exclude "/*/$kept_set/**"
    last_keys=$kept_keys
    if [ ! -e "$target/files/snapshots/$kept_objects" ]; then
      offsite_trouble here "a backup that is kept is not here any more: $kept_objects; nothing was removed there"
      return 1
    fi
  done <"$scratch/ledger"
  if [ ! -e "$target/files/snapshots/$last_keys" ] || ! keeper check </dev/null >"$scratch/said" 2>&1; then
    offsite_trouble here 'the files here are not whole; nothing was removed there'
    return 1
  fi
  carried carrier 10005 sync --delete-after --ignore-existing --exclude '/locks/**' \
    /backups/files offsite:files </dev/null || return 1
  carried carrier 10002 sync --delete-after --ignore-existing "$@" --exclude '/*/backup.info*' \
    --exclude '/*/backup.history/**' --exclude '*.pgbackrest.tmp' \
    /backups/database/backup offsite:database/backup </dev/null || return 1
  # Changes are kept since the oldest of the newest seven; those before it only where a backup needs them.
  # A day is for the clock there, which says how old a file is.
  seventh=$(sort -r "$scratch/ledger" | sed -n '7s/^[^ ]* \([^ ]*\) .*/\1/p')
  [ -n "$seventh" ] || return 0
  seventh=$(date -u -d "@$(($(date -d "$seventh" +%s) - 86400))" +%Y-%m-%dT%H:%M:%SZ)
  carried carrier 10002 sync --delete-after --ignore-existing --min-age "$seventh" --use-server-modtime \
    --exclude '/*/archive.info*' /backups/database/archive offsite:database/archive </dev/null
}

# carry_changes: brings the changes of the database there that have been kept since the last time.
# A file is named before its name is there to be seen, hence the minute.
carry_changes() {
  target=$(backups_folder)
  since=$(now)
  if [ -e "$state/offsite.seen" ]; then
    find "$target/database/archive" -type f -newer "$state/offsite.seen" ! -name '*.pgbackrest.tmp' \
      >"$scratch/changed" 2>/dev/null || :
    if [ ! -s "$scratch/changed" ] && [ -z "$(offsite_fact stuck)" ]; then
      note_offsite "changes=$since"
      return 0
    fi
  fi
  touch -d "@$(($(date +%s) - 60))" "$state/offsite.seen.new"
  if find_offsite "$settings/offsite" && bring_changes; then
    mv "$state/offsite.seen.new" "$state/offsite.seen"
    note_offsite "changes=$since" stuck=
    return 0
  fi
  note_offsite "failed=$(now)" "stuck=$offsite_problem"
  return 1
}

# bring_changes: those of the last day; where nothing was brought for longer, those before them first.
# Of the last day alone one that differs is written again: it was broken off, and has not been read back.
bring_changes() {
  if [ -z "$(find "$state/offsite.seen" -mmin -1440 2>/dev/null)" ]; then
    carried carrier 10002 copy --ignore-existing --exclude '/*/archive.info*' \
      --exclude '*.pgbackrest.tmp' /backups/database/archive offsite:database/archive </dev/null ||
      return 1
  fi
  carried carrier 10002 copy --size-only --max-age 26h --exclude '/*/archive.info*' \
    --exclude '*.pgbackrest.tmp' /backups/database/archive offsite:database/archive </dev/null
}

# fetch_offsite FOLDER PATTERN…: what is there comes to a folder; with patterns, those files of "files".
fetch_offsite() {
  compose_backups=$1
  shift
  for pattern in "$@"; do
    carried fetcher 10005 copy --include "$pattern" offsite:files /backups/files </dev/null || return 1
  done
  [ $# -eq 0 ] || return 0
  carried fetcher 10005 copy --size-only --exclude '/locks/**' offsite:files /backups/files </dev/null &&
    carried fetcher 10002 copy --size-only --exclude '/*/*/archive.info*' --exclude '/*/*/backup.info*' \
      offsite:database /backups/database </dev/null &&
    carried fetcher 10002 copy --ignore-times --include '/*/*/archive.info*' --include '/*/*/backup.info*' \
      offsite:database /backups/database </dev/null
}

# fits_folder FOLDER: whether there is room for all that is there.
fits_folder() {
  carried carrier 10005 size --json offsite: </dev/null >"$scratch/size" || not_fetched
  needed=$(($(sed -n 's/.*"bytes":\([0-9]*\).*/\1/p' "$scratch/size") / 1073741824 + 1))
  free=$(gibibytes_free "$1")
  [ "$free" -ge "$needed" ] || refuse 3 "$1 has $free GiB free, and $needed are needed; nothing was changed"
}

# not_fetched: says why.
not_fetched() {
  refuse "$(status_of_trouble 3)" "$offsite_problem: $offsite_words; what runs was not changed"
}

# status_of_trouble [STATUS]: the exit code of what is wrong.
status_of_trouble() {
  case $offsite_problem in
  untrusted | foreign | damaged | here) echo 4 ;;
  *) echo "${1:-1}" ;;
  esac
}
