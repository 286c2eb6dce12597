# belvedere upgrade [--base DIR]: brings what is installed to the release of this bundle.
# Run it from the new bundle: ./belvedere upgrade. It refuses what cannot go well before it changes
# anything. When the new release does not come up, the one before is started again with the database as
# it was. Run it again after whatever stopped it: it goes on from there; or go back: belvedere rollback.
# `upgrade --stages` lists what it does.

STAGES='verify checks release secrets images copy'
# While these are done nobody can use the appliance …
STAGES_AWAY='stop snapshot start gate'
# … and from the last but one on, people can write to the new release.
STAGES_OPEN='switch open finish'
GATE_WITHIN=180

stage_verify() {
  verify_bundle
}

stage_checks() {
  look_at_services
  [ ! -s "$scratch/not-ready" ] ||
    refuse 3 "$installed is not well ($(tr '\n' ';' <"$scratch/not-ready")): put that right first (belvedere doctor); nothing was changed"
  run_checks
  if [ "$(count_checks fail)" -gt 0 ]; then
    checks_table | grep -A 1 -E '^  fail|checks:' >&2
    refuse 3 'this machine will not do for this release; nothing was changed'
  fi
  look_for_room
}

# What is loaded and copied has to fit, with something to work in.
look_for_room() {
  volume=$(database_volume)
  for_images=$(images_to_load)
  for_copy=$(mebibytes_in "$volume/data")
  need=$((for_images + for_copy + 512))
  free=$(mebibytes_free "$volume")
  [ "$free" -ge "$need" ] ||
    refuse 3 "$volume has $free MiB free, and $need are needed: $for_images for images, $for_copy for a copy of the database, 512 to work in. Make room, or: belvedere rollback --forget; nothing was changed"
}

stage_release() {
  is_half_way || begin_plan "$installed" "$release" "$mark"
  lay_release
}

# What the new release needs beside those of the old one, which stay as they are.
stage_secrets() {
  make_secrets
  compose_release=$release
  look_for_secrets
  compose_release=
}

stage_images() {
  load_images
}

stage_copy() {
  volume=$(database_volume)
  make_copy "$volume" "$release"
}

stage_stop() {
  [ -n "$(planned down)" ] || plan down "$(date +%s)"
  bring_down
}

stage_snapshot() {
  bring_down
  volume=$(database_volume)
  finish_copy "$volume" "$release"
}

# Everything but the way in, so that nobody can write before it is well.
stage_start() {
  bring_down
  compose_release=$release
  run_compose config --services 2>/dev/null </dev/null | grep -vx gateway >"$scratch/services"
  # shellcheck disable=SC2046 # names
  run_compose up --detach $(cat "$scratch/services") >"$scratch/up" 2>&1 </dev/null || does_not_start
}

# what_it_says: the end of a log that comes in, without colours, excerpts of sources and the calls that led there.
what_it_says() {
  escape=$(printf '\033')
  sed -e "s/$escape\[[0-9;]*[A-Za-z]//g" -e '/┃/d' -e '/⁃/d' -e '/[| ] *at .*:[0-9]/d' -e '/| *$/d' | tail -n 12
}

does_not_start() {
  prepare_to_redact
  containers_now >"$scratch/containers"
  not_ready "$scratch/containers" | sed -n 's/: exited with .*//p' >"$scratch/ended"
  while read -r service; do
    run_compose logs --no-color --tail 100 "$service" </dev/null 2>&1 | what_it_says | redacted >&2
  done <"$scratch/ended"
  tail -n 3 "$scratch/up" | redacted >&2
  if grep -qx migrate "$scratch/ended"; then refuse 1 "the database could not be brought to $release"; fi
  refuse 1 "the services of $release do not start"
}

stage_gate() {
  compose_release=$release
  wait_until_ready "$GATE_WITHIN" gateway
}

# From here on somebody may have written: this is noted before the door opens.
stage_switch() {
  use_release "$release"
  [ -n "$(planned opened)" ] || plan opened "$(now)"
}

stage_open() {
  compose_release=$release
  run_compose up --detach --no-deps gateway >"$scratch/up" 2>&1 </dev/null ||
    refuse 1 "the gateway does not start: $(tail -n 3 "$scratch/up")"
  wait_until_ready "$GATE_WITHIN"
  plan away $(($(date +%s) - $(planned down)))
}

# One can go back to the release before, not further.
stage_finish() {
  volume=$(database_volume)
  remove_copies_but "$volume" "before-$release"
  remove_other_releases "$(planned from)" "$release"
  rm -f "$state/upgrade.earlier"
  write_release_status
  write_status
  for each in verify preflight release settings secrets certificates images models start ready link; do
    note_done "install.$each"
  done
}

# try_stages STAGES…: sets $tried, 0 when all went well, instead of ending this program. It must not
# be part of a condition: there the shell goes on after what fails.
try_stages() {
  set +e
  (
    set -e
    run_stages upgrade "$@"
  )
  tried=$?
  set -e
}

# fall_back WHERE: the new release did not come up.
fall_back() {
  away=$(planned down)
  say "Going back to $(planned from)"
  # What was half copied may have taken the last room.
  rm -rf "$(database_volume)/before-$release.making"
  begin_to_go_back "$1"
  [ -z "$as_json" ] ||
    printf '{"ok":false,"release":"%s","rolledBack":true,"downtimeSeconds":%d}\n' "$whither" \
      "$(($(date +%s) - away))"
  refuse 1 "$release did not come up, for the reason above. $whither runs again$2; it was away for $(($(date +%s) - away)) s"
}

# What can be known from the header and from what is there.
look_before() {
  if is_half_way; then
    if [ -n "$(planned back)" ]; then
      left=$(planned to)
      go_back
      refuse 1 "going back from $left had begun, and is done now: $whither runs again"
    fi
    [ "$(planned mark)" = "$mark" ] || no_upgrade_half_way
    return 0
  fi
  [ "$installed" != "$release" ] || refuse 3 "$release is installed already; nothing was changed"
  [ -e "$journal/install.ready" ] ||
    refuse 3 "the install of $installed was not finished: run it again first; nothing was changed"
  rm -f "$journal"/upgrade.*
}

tell() {
  away=$(planned away)
  kept=$(copies | sed -n "s/^before-$release //p")
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"release":"%s","previous":"%s","downtimeSeconds":%d,"copyMebibytes":%d,"seconds":%d}\n' \
      "$release" "$(planned from)" "$away" "${kept:-0}" "$(($(date +%s) - from))"
    return 0
  fi
  echo "Belvedere $release is ready at $(setting PUBLIC_URL). It was away for $away s."
  echo "The database as it was before is kept (${kept:-0} MiB). To go back to $(planned from): belvedere rollback"
}

main_of_command() {
  if [ "${1:-}" = --stages ]; then
    printf '%s\n' "$STAGES $STAGES_AWAY $STAGES_OPEN" | tr ' ' '\n'
    return 0
  fi
  given_base=
  if [ "${1:-}" = --base ]; then
    need_value "$1" $#
    [ -d "$2" ] || usage "$2 is no folder"
    given_base=$(cd "$2" && pwd -P)
    shift 2
  fi
  [ $# -eq 0 ] || usage "upgrade knows no $1"
  from=$(date +%s)
  bundle=$here
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  only_root_writes "$bundle" ${given_base:+"$given_base"}
  installed=$(installed_release)
  [ -n "$installed" ] || refuse 3 'nothing is installed: install it with ./belvedere install'
  same_key
  verify_header
  named_base=$given_base
  read_answers
  given_base=$named_base
  find_engine
  hold_lock
  no_uninstall_half_way
  # Another upgrade may have ended while this one waited.
  installed=$(installed_release)
  take_up_secrets
  mark=$(mark_of_release)
  look_before
  look_for_parts
  # shellcheck disable=SC2086 # names
  run_stages upgrade $STAGES
  # shellcheck disable=SC2086 # names
  try_stages $STAGES_AWAY
  if [ "$tried" -ne 0 ]; then
    # By itself: among the words of a command, that it failed would go unnoticed.
    where=$(snapshot_or_not)
    fall_back "$where" ' with everything that was there'
  fi
  # shellcheck disable=SC2086 # names
  try_stages $STAGES_OPEN
  if [ "$tried" -ne 0 ]; then
    serves_previous || refuse 1 "$release did not come up; look at: belvedere doctor, or go back: belvedere rollback"
    fall_back as-it-is ' with everything that was written'
  fi
  plan finished "$(now)"
  rm -f "$journal"/upgrade.*
  tell
}
