# belvedere offsite [--to FILE | --changes | --forget]: keeps a copy of the backups in a bucket or on another host.
# Without words it copies now: what is there is read back, and taken away when it is no longer kept here.
# With --to a place is named and tried, and used from now on by every backup; FILE describes it
# (docs/operator/offsite.md). With --changes it brings there what the database has changed since; a timer
# does that. --forget uses it no more, and leaves there what is there. Run it again after whatever
# stopped it. Exit codes: 0 done, 1 failed, 3 refused before any change, 4 the place or what is there is
# not what it should be.

# A place is used when it was reached, and has nothing or these backups. What is wrong is refused before
# anything is changed.
use_place() {
  passing=$settings/.offsite.new
  take_place "$1" "$passing"
  target=$(backups_folder)
  if ! { find_offsite "$passing" && is_ours_there && try_to_write; }; then
    refuse "$(status_of_trouble 3)" "$offsite_problem: $offsite_words; nothing was changed"
  fi
  rm -rf "$settings/offsite"
  mv "$passing" "$settings/offsite"
  rm -f "$state/offsite" "$state/offsite.seen"
  note_offsite
  schedule_changes
}

# Whoever can only read would be found out at the first backup.
try_to_write() {
  echo 'Belvedere writes here.' >"$scratch/try"
  carried carrier 10005 rcat offsite:try <"$scratch/try" &&
    carried carrier 10005 deletefile offsite:try </dev/null
}

forget_place() {
  offsite_is_set || refuse 3 'no place is set'
  unschedule_changes
  rm -rf "$settings/offsite"
  rm -f "$state/offsite" "$state/offsite.seen"
  note_offsite
}

copy_now() {
  [ -n "$(newest_backup "$(backups_folder)")" ] || refuse 3 'there is no backup yet: belvedere backup'
  say "Copying to $(cat "$settings/offsite/target")"
  copy_offsite || refuse "$(status_of_trouble)" "$offsite_problem: $offsite_words; run it again once it is mended"
}

# Nothing is told where there is nothing to do: a timer asks three times a minute.
changes_now() {
  exec 6>"$state/offsite.changes"
  flock -n 6 || return 0
  [ -n "$(offsite_fact copied)" ] || return 0
  exec 8>"$state/offsite.lock"
  # A copy is at work on the same files.
  flock -n 8 || return 0
  carry_changes || refuse "$(status_of_trouble)" "$offsite_problem: $offsite_words"
}

main_of_command() {
  turn='' place_file=''
  while [ $# -gt 0 ]; do
    [ -z "$turn" ] || usage 'one of --to, --changes and --forget'
    case $1 in
    --to)
      need_value "$1" $#
      turn=to place_file=$2
      shift
      ;;
    --changes | --forget) turn=${1#--} ;;
    *) usage "offsite knows no $1" ;;
    esac
    shift
  done
  from=$(date +%s)
  [ -n "$(installed_release)" ] || refuse 3 'nothing is installed'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  find_engine
  no_uninstall_half_way
  case $turn in
  changes)
    offsite_is_set || refuse 3 'no place is set: belvedere offsite --to FILE'
    changes_now
    return 0
    ;;
  esac
  hold_lock
  take_up_secrets
  case $turn in
  to) use_place "$place_file" ;;
  forget) forget_place ;;
  *)
    offsite_is_set || refuse 3 'no place is set: belvedere offsite --to FILE'
    no_upgrade_half_way
    copy_now
    ;;
  esac
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"offsite":%s,"seconds":%d}\n' "$(offsite_json)" "$(($(date +%s) - from))"
    return 0
  fi
  case $turn in
  to) echo "Every backup is copied to $(cat "$settings/offsite/target") from now on. Begin now: belvedere offsite" ;;
  forget) echo 'Backups are copied nowhere any more. What was copied is still there.' ;;
  *) echo "Backup $(offsite_fact backup) is at $(cat "$settings/offsite/target") too, and was read back from there." ;;
  esac
}
