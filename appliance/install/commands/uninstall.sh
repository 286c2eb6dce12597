# belvedere uninstall [--remove-data --confirm HOST]: takes the program, the containers and the images away.
# Data, settings and secrets stay, and a later install takes them up. With --remove-data they go too,
# once the host name is said again; nothing but a backup and its recovery key brings them back then.
# Backups stay in any case. Run it again after whatever stopped it: it goes on from there, if need be by
# ./belvedere of the bundle.

# take_away: every step can be done again. What the program needs for itself goes last.
take_away() {
  # Without its settings and its Compose file nothing of it runs any more.
  if [ -s "$settings/belvedere.env" ] && [ -s "$releases/current/compose/compose.yaml" ]; then
    run_compose down --remove-orphans ${remove_data:+--volumes} >"$scratch/down" 2>&1 ||
      refuse 1 "the services do not stop: $(tail -n 3 "$scratch/down")"
  fi
  # Compose does not see what a backup or a copy elsewhere has laid.
  "$engine" network ls --quiet --filter "label=com.docker.compose.project=$project" </dev/null |
    xargs "$engine" network rm >/dev/null 2>&1 || :
  unschedule_commands
  unschedule_changes
  if [ -n "$remove_data" ]; then
    # Those too that a restore has replaced.
    "$engine" volume ls --quiet --filter "label=com.docker.compose.project=$project" </dev/null |
      xargs "$engine" volume rm >/dev/null 2>&1 || :
    rm -rf "${settings:?}"
  fi
  : >"$scratch/kept-images"
  if [ -d "$releases" ]; then other_releases; fi >"$scratch/others"
  while read -r version; do remove_images "$version" "$scratch/kept-images"; done <"$scratch/others"
  rm -f "$journal"/install.* "$journal"/upgrade.* "$journal"/rollback.* "$state"/upgrade*
  rm -f "$root/usr/local/bin/belvedere" "$releases/current"
  rm -rf "${releases:?}"
  if [ -n "$remove_data" ]; then
    find "$state" -mindepth 1 -maxdepth 1 ! -name backups ! -name uninstall -exec rm -rf {} +
  fi
  rm -f "$state/uninstall"
}

# begin_uninstall: notes what is to go, so that one that was stopped can be gone on with.
begin_uninstall() {
  printf 'release=%s\ndata=%s\n' "$installed" "$([ -n "$remove_data" ] && echo removed || echo kept)" \
    >"$state/.uninstall.new"
  sync
  mv "$state/.uninstall.new" "$state/uninstall"
  sync
}

main_of_command() {
  remove_data=''
  confirmed=''
  while [ $# -gt 0 ]; do
    case $1 in
    --remove-data) remove_data=yes ;;
    --confirm)
      need_value "$1" $#
      confirmed=$2
      shift
      ;;
    *) usage "uninstall knows no $1" ;;
    esac
    shift
  done
  begun=$(uninstalling release)
  installed=${begun:-$(installed_release)}
  [ -n "$installed" ] || refuse 3 'nothing is installed'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  if [ "$(uninstalling data)" = removed ]; then
    # That was said twice, and cannot be taken back.
    remove_data=yes
  elif [ -n "$remove_data" ]; then
    name=$(setting PUBLIC_HOST)
    name=${name:-$project}
    [ "$confirmed" = "$name" ] ||
      refuse 3 "this removes everything that people made: say it twice, with --confirm $name"
  fi
  find_engine
  hold_lock
  [ -z "$begun" ] || say "Going on with an uninstall of $begun that was stopped"
  if [ -z "$remove_data" ] && [ -z "$begun" ]; then no_upgrade_half_way; fi
  begin_uninstall
  take_away
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"dataKept":%s}\n' "$([ -n "$remove_data" ] && echo false || echo true)"
  elif [ -n "$remove_data" ]; then
    echo "Belvedere $installed is gone, and everything that was made with it."
  else
    echo "Belvedere $installed is gone. Data, settings and secrets are kept: $settings, $state and the volumes of $project."
  fi
}
