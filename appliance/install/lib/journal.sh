# What makes a command resumable: a file for each stage that is done, of the release it was done for.

# hold_lock: one command at a time changes this install. The lock is gone with the process; one that
# was killed while it waited for a disk takes some seconds to be gone.
hold_lock() {
  mkdir -p "$state" "$journal"
  chmod 755 "$state"
  exec 9>"$state/lock"
  tries=15
  until flock -n 9; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || refuse 3 "another command is at work on ${root:-this machine}"
    sleep 1
  done
}

# mark_of_release: what tells one bundle from another.
mark_of_release() {
  sha256sum <"$scratch/manifest" | cut -d ' ' -f 1
}

# is_done NAME
is_done() {
  [ "$(sed -n 's/^bundle=//p' "$journal/$1" 2>/dev/null)" = "$mark" ]
}

# note_done NAME: whole or not at all, and kept.
note_done() {
  printf 'at=%s\nrelease=%s\nbundle=%s\n' "$(now)" "$release" "$mark" >"$journal/.new"
  sync
  mv "$journal/.new" "$journal/$1"
  sync
}

# run_stages COMMAND STAGES…: each that is not done yet, by its function stage_NAME.
run_stages() {
  whole=$1
  shift
  stage_number=0
  stage_count=$#
  for stage in "$@"; do
    stage_number=$((stage_number + 1))
    if is_done "$whole.$stage"; then
      say "[$stage_number/$stage_count] $stage: done before"
      continue
    fi
    say "[$stage_number/$stage_count] $stage"
    "stage_$stage"
    note_done "$whole.$stage"
  done
}
