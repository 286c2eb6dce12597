# Copies of the database's files, beside them in their volume, so that going back is a matter of names:
# before-VERSION is how it was before the upgrade to it, given-up-VERSION what was given up in going back
# from it. The copy is made in two passes: all of it while people work, and what has changed meanwhile
# once the database is stopped.

# database_volume: the folder of the volume.
database_volume() {
  volumes=$(setting BELVEDERE_VOLUMES)
  "$engine" volume inspect --format '{{.Mountpoint}}' "${volumes:-$project}_postgres" </dev/null ||
    refuse 1 "there is no volume ${volumes:-$project}_postgres"
}

# mebibytes_in FOLDER: rounded up.
mebibytes_in() {
  du -sk "$1" 2>/dev/null | awk '{ printf "%d", $1 / 1024 + 1 }'
}

# make_copy VOLUME TO: the first pass. Files come and go meanwhile: what is missing is seen to later.
make_copy() {
  rm -rf "$1/before-$2.making" "$1/before-$2"
  # What has another time afterwards is copied again, earlier or later: a clock may be set back. What has
  # just changed is not noted, because the clock of a file system may stand still for a moment.
  times_of "$1/data" | awk -v now="$(date +%s)" '$1 < now - 2' >"$state/upgrade.copied"
  cp -a --reflink=auto "$1/data" "$1/before-$2.making" 2>"$scratch/copied" || :
  if grep -q 'No space left' "$scratch/copied"; then
    rm -rf "$1/before-$2.making"
    refuse 1 "no space left for a copy of the database in $1; nothing was stopped"
  fi
  sync
}

# files_of FOLDER: kind, size and path of each; folders have no size.
files_of() {
  find "$1" -mindepth 1 \( -type d -printf 'd 0 %P\n' -o -printf 'f %s %P\n' \) | LC_ALL=C sort
}

# times_of FOLDER: when the inode of each file was last changed, and the file's path.
times_of() {
  find "$1" -mindepth 1 -type f -printf '%C@ %P\n'
}

# finish_copy VOLUME TO: the second pass, of a database that is stopped. It can be done again.
finish_copy() {
  [ ! -d "$1/before-$2" ] || return 0
  making=$1/before-$2.making
  [ -e "$state/upgrade.copied" ] || : >"$state/upgrade.copied"
  files_of "$1/data" >"$scratch/wanted"
  files_of "$making" >"$scratch/copied"
  awk '{ print $3 }' "$scratch/wanted" >"$scratch/wanted-paths"
  awk 'NR == FNR { wanted[$0]; next } !($3 in wanted) { print $3 }' \
    "$scratch/wanted-paths" "$scratch/copied" >"$scratch/gone"
  (cd "$making" && xargs rm -rf <"$scratch/gone")
  {
    awk 'NR == FNR { there[$0]; next } !($0 in there) { print $3 }' "$scratch/copied" "$scratch/wanted"
    times_of "$1/data" | grep -vxFf "$state/upgrade.copied" | cut -d ' ' -f 2
  } | LC_ALL=C sort -u >"$scratch/changed"
  if [ -s "$scratch/changed" ]; then
    (cd "$1/data" && xargs cp -a --reflink=auto --parents -t "$making" <"$scratch/changed") 2>"$scratch/said" ||
      refuse 1 "the database could not be copied: $(sed -n '$p' "$scratch/said")"
  fi
  sync
  mv "$making" "$1/before-$2"
  sync
}

# bring_back_copy VOLUME TO: names it as the database, and what was that as given up. It can be done
# again after every step.
bring_back_copy() {
  if [ -d "$1/before-$2" ]; then
    if [ -d "$1/data" ]; then
      rm -rf "$1/given-up-$2"
      mv "$1/data" "$1/given-up-$2"
    fi
    mv "$1/before-$2" "$1/data"
    sync
  fi
  [ -d "$1/data" ] || refuse 1 "there is no database in $1"
}

# copies_but VOLUME NAME: every copy that is there, finished or not, but the one of a name.
copies_but() {
  find "$1" -mindepth 1 -maxdepth 1 -type d \( -name 'before-*' -o -name 'given-up-*' \) ! -name "${2:-.}"
}

# remove_copies_but VOLUME NAME
remove_copies_but() {
  copies_but "$1" "${2:-}" >"$scratch/copies"
  while read -r folder; do rm -rf "$folder"; done <"$scratch/copies"
  rm -f "$state/upgrade.copied"
}

# copies: those there are, one line each: name and MiB.
copies() {
  volume=$(database_volume 2>/dev/null) || return 0
  copies_but "$volume" | sort | while read -r folder; do
    printf '%s %s\n' "${folder##*/}" "$(mebibytes_in "$folder")"
  done
}

# copies_json
copies_json() {
  awk 'BEGIN { printf "[" }
    { printf "%s{\"name\":\"%s\",\"mebibytes\":%d}", (NR > 1 ? "," : ""), $1, $2 }
    END { print "]" }'
}
