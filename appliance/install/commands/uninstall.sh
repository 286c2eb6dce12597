# belvedere uninstall [--remove-data --confirm HOST]: takes the program, the containers and the images away.
# Data, settings and secrets stay, and a later install takes them up. With --remove-data they go too,
# once the host name is said again; nothing but a backup and its recovery key brings them back then.
# Backups stay in any case.

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
  installed=$(installed_release)
  [ -n "$installed" ] || refuse 3 'nothing is installed'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  name=$(setting PUBLIC_HOST)
  if [ -n "$remove_data" ] && [ "$confirmed" != "$name" ]; then
    refuse 3 "this removes everything that people made: say it twice, with --confirm $name"
  fi
  find_engine
  hold_lock
  [ -n "$remove_data" ] || no_upgrade_half_way
  run_compose down --remove-orphans ${remove_data:+--volumes} >"$scratch/down" 2>&1 ||
    refuse 1 "the services do not stop: $(tail -n 3 "$scratch/down")"
  unschedule_commands
  if [ -n "$remove_data" ]; then
    # Those too that a restore has replaced.
    "$engine" volume ls --quiet --filter "label=com.docker.compose.project=$project" </dev/null |
      xargs "$engine" volume rm >/dev/null 2>&1 || :
  fi
  : >"$scratch/kept-images"
  other_releases >"$scratch/others"
  while read -r version; do remove_images "$version" "$scratch/kept-images"; done <"$scratch/others"
  rm -f "$root/usr/local/bin/belvedere" "$releases/current"
  rm -f "$journal"/install.* "$journal"/upgrade.* "$journal"/rollback.* "$state"/upgrade*
  rm -rf "${releases:?}"
  if [ -n "$remove_data" ]; then
    rm -rf "${settings:?}"
    find "$state" -mindepth 1 -maxdepth 1 ! -name backups -exec rm -rf {} +
  fi
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"dataKept":%s}\n' "$([ -n "$remove_data" ] && echo false || echo true)"
  elif [ -n "$remove_data" ]; then
    echo "Belvedere $installed is gone, and everything that was made with it."
  else
    echo "Belvedere $installed is gone. Data, settings and secrets are kept: $settings, $state and the volumes of $project."
  fi
}
