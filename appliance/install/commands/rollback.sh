# belvedere rollback [--confirm TIME | --forget]: goes back to the release before, or gives that way up.
# Everything that people wrote since is kept, when the release before can use the database of the new
# one. When it cannot, that is refused, and --confirm with the time that is named there goes back to the
# database as it was then. An upgrade that was stopped half-way is always gone back from without a loss.
# --forget removes the copies of the database that are kept for going back, to make room.

# The release before is still there, with its images.
look_at_previous() {
  previous=$(planned from)
  [ -d "$releases/$previous" ] || refuse 3 "$releases/$previous is gone: there is no way back to it"
  profiles=$(setting BELVEDERE_PARTS)
  wanted_images "$releases/$previous" >"$scratch/images"
  while read -r _ image id; do
    [ "$(image_id "$id" </dev/null)" = "$id" ] || refuse 3 "the engine no longer has $image: there is no way back"
  done <"$scratch/images"
}

# whither_back: as-it-is or snapshot; or why not.
whither_back() {
  if [ -z "$(planned opened)" ]; then
    snapshot_or_not
  elif [ -n "$confirmed" ]; then
    [ "$confirmed" = "$(planned opened)" ] ||
      refuse 3 "what was written since $(planned opened) would be given up: say it with --confirm $(planned opened)"
    [ "$(snapshot_or_not)" = snapshot ] || refuse 3 'the copy of the database is gone: there is no way back to it'
    echo snapshot
  elif serves_previous; then
    echo as-it-is
  else
    refuse 3 "$previous cannot use the database of $(planned to). What was written since $(planned opened) would be given up: say it with --confirm $(planned opened)"
  fi
}

forget() {
  no_upgrade_half_way
  volume=$(database_volume)
  freed=$(copies | awk '{ sum += $2 } END { printf "%d", sum }')
  remove_copies_but "$volume"
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"freedMebibytes":%d}\n' "$freed"
  else
    echo "$freed MiB are free again. What people have is as it was."
  fi
}

tell() {
  aside=$(copies | sed -n "s/^given-up-$given_up //p")
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"release":"%s","kept":%s,"givenUpSince":%s,"seconds":%d}\n' "$whither" \
      "$([ -z "$aside" ] && echo true || echo false)" "$(json_or_null "${aside:+$since}")" "$went"
    return 0
  fi
  echo "Belvedere $whither is ready at $(setting PUBLIC_URL), after $went s."
  if [ -n "$aside" ]; then
    echo "What was written since $since was given up, and is kept aside ($aside MiB) until the next upgrade, or: belvedere rollback --forget"
  else
    echo 'Everything that was written is kept.'
  fi
}

main_of_command() {
  confirmed=
  forgetting=
  case ${1:-} in
  '') ;;
  --confirm)
    need_value "$1" $#
    confirmed=$2
    shift 2
    ;;
  --forget)
    forgetting=yes
    shift
    ;;
  esac
  [ $# -eq 0 ] || usage "rollback knows no $1"
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  [ -n "$(installed_release)" ] || refuse 3 'nothing is installed'
  find_engine
  hold_lock
  no_uninstall_half_way
  take_up_secrets
  if [ -n "$forgetting" ]; then
    forget
    return 0
  fi
  [ -s "$state/upgrade" ] || refuse 3 'there is no upgrade to go back from'
  given_up=$(planned to)
  since=$(planned opened)
  if [ -n "$(planned back)" ]; then
    go_back
  else
    look_at_previous
    whither_back >"$scratch/whither"
    begin_to_go_back "$(cat "$scratch/whither")"
  fi
  tell
}
