# Going back from an upgrade, whether somebody says so or the new release does not come up. The plan says
# where it leads: to the database as it is, or to the copy from before.

BACK_STAGES='halt database previous well clear'
WELL_WITHIN=300

# bring_down: every container of this install, those that a killed command has left behind included.
bring_down() {
  there=$(project_containers) || refuse 1 'the container engine does not tell what runs'
  [ -n "$there" ] || return 0
  run_compose down --remove-orphans >"$scratch/down" 2>&1 </dev/null ||
    refuse 1 "the services do not stop: $(tail -n 3 "$scratch/down")"
  project_containers >"$scratch/left"
  while read -r id; do
    "$engine" rm --force "$id" </dev/null >/dev/null 2>&1 || :
  done <"$scratch/left"
}

# serves_previous: whether the release before can use the database of the new one, as its manifest says.
serves_previous() {
  serves=$(sed -n 's/^# schema-serves //p' "$releases/$(planned to)/MANIFEST.sha256" 2>/dev/null)
  [ -n "$serves" ] && ! is_older "$(planned from)" "$serves"
}

stage_halt() {
  bring_down
}

stage_database() {
  [ "$(planned back)" = snapshot ] || return 0
  volume=$(database_volume)
  bring_back_copy "$volume" "$(planned to)"
  if [ -s "$volume/archive.conf" ]; then begin_timeline "$volume"; fi
}

# begin_timeline VOLUME: backups may hold changes already that were given up. What is written from now
# on goes by names of its own, as after a restore; otherwise it would be refused.
begin_timeline() {
  conf=$1/data/postgresql.auto.conf
  sed '/^recovery_/d;/^restore_command/d' "$conf" >"$scratch/conf"
  cat >>"$scratch/conf" <<'END'
recovery_target_timeline = 'current'
restore_command = 'case %f in *.history) command -v pgbackrest >/dev/null && pgbackrest archive-get %f "%p" ;; *) false ;; esac'
END
  cat "$scratch/conf" >"$conf"
  : >"$1/data/recovery.signal"
  chown "$(stat -c %u:%g "$conf")" "$1/data/recovery.signal"
  compose_release=$(planned from)
  run_compose up --detach postgres >"$scratch/up" 2>&1 </dev/null ||
    refuse 1 "the database does not start: $(tail -n 3 "$scratch/up")"
  tries=$WELL_WITHIN
  while [ -e "$1/data/recovery.signal" ]; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || refuse 1 'the database does not come up; look at its log'
    sleep 1
  done
  bring_down
  compose_release=
}

stage_previous() {
  bring_down
  use_release "$(planned from)"
  run_compose up --detach --remove-orphans >"$scratch/up" 2>&1 </dev/null ||
    refuse 1 "the services of $(planned from) do not start: $(tail -n 5 "$scratch/up")"
}

stage_well() {
  wait_until_ready "$WELL_WITHIN"
  rm -f "$state/status/release.json"
  write_status
}

# Nobody could write before it was opened, so nothing is in what was given up. The plan goes last.
stage_clear() {
  volume=$(database_volume)
  rm -rf "$volume/before-$(planned to)" "$volume/before-$(planned to).making"
  [ -n "$(planned opened)" ] || rm -rf "$volume/given-up-$(planned to)"
  earlier=$(sed -n 's/^from=//p' "$state/upgrade.earlier" 2>/dev/null) || :
  # shellcheck disable=SC2086 # none or one
  remove_other_releases "$(planned from)" $earlier
}

# note_previous: install knows the release before as installed again, and does not look for the archives of
# its images. In a shell of its own: release and mark are those of what is gone back from.
note_previous() (
  release=$whither
  mark=$(sha256sum <"$releases/$whither/MANIFEST.sha256" | cut -d ' ' -f 1)
  if is_done install.ready; then return 0; fi
  for each in verify preflight release settings secrets certificates images start ready link; do
    note_done "install.$each"
  done
)

# go_back: all of it, or what is left of it.
go_back() {
  went=$(date +%s)
  whither=$(planned from)
  release=$(planned to)
  mark=$(planned mark)
  compose_release=
  # shellcheck disable=SC2086 # names
  run_stages rollback $BACK_STAGES
  note_previous
  end_plan
  rm -f "$journal"/rollback.* "$journal"/upgrade.*
  write_release_status
  went=$(($(date +%s) - went))
}

# begin_to_go_back WHERE: as-it-is or snapshot.
begin_to_go_back() {
  rm -f "$journal"/rollback.*
  plan back "$1"
  go_back
}

# snapshot_or_not: where going back leads while nobody could write yet.
snapshot_or_not() {
  volume=$(database_volume)
  if [ -d "$volume/before-$(planned to)" ]; then echo snapshot; else echo as-it-is; fi
}
