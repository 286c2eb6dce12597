# belvedere restore --from DIR | --from-offsite FILE --recovery-key FILE [--until TIME] [--confirm HOST] | --undo | --forget: brings a backup back.
# With --from-offsite it is fetched first from the place that FILE describes, as it does for belvedere
# offsite, to the folder of this install's backups, where there must be none yet.
# Onto an install of the same release, or of one up to two minor versions newer. Where something is
# already, the host name has to be said again; it is kept until --forget removes it, and --undo goes
# back to it. TIME is like 2026-05-04T13:30:00Z. Run it again after whatever stopped it. Exit code 4:
# the backups are not what they should be, and nothing was changed.

STAGES='keys database objects switch start'

stage_keys() {
  compose_settings=$work/open
  find_keys
  compose_settings=$work/found
}

# Every change that the backups have must have come back, and every row can be read.
stage_database() {
  remove_volumes "$compose_volumes"
  if [ -n "$until_time" ]; then
    fetch_database --type=time "--target=$(printf '%s' "$until_time" | sed 's/T/ /;s/Z/+00/')" \
      --target-action=promote
  else
    fetch_database
  fi
  begin_recovery
  if [ -z "$until_time" ]; then look_for_a_gap; fi
  ask_recovered "$(digests_sql)" >/dev/null 2>"$scratch/said" || damaged "$(what_was_said)"
  end_recovery
}

# The pieces of the stream are named by their place in it, after the timeline that they are of.
look_for_a_gap() {
  reached=$(sed -n 's/.*restored log file "\([0-9A-F]\{24\}\)".*/\1/p' "$scratch/caught-up" | sed -n '$p')
  [ -n "$reached" ] || damaged 'it has no changes'
  newest=$(find "$from_folder/database/archive" -name "$(printf '%.8s' "$reached")*-*" |
    sed 's/.*\///;s/-.*//' | sort | sed -n '$p')
  [ "$newest" = "$reached" ] ||
    damaged "changes between $reached and $newest are missing; --until brings back what was before"
}

# What was written before a moment is in the first backup after it.
stage_objects() {
  snapshot=
  if [ -n "$until_time" ]; then
    snapshot=$(ledger "$from_folder" | awk -v at="$until_time" '$3 >= at { print $7; exit }')
  fi
  fetch_objects "${snapshot:-$(newest_backup "$from_folder" | cut -d ' ' -f 7)}"
}

# From here on it is the restored that runs. Each step is done or not, wherever it is broken off.
stage_switch() {
  use_what_runs
  if [ ! -d "$replaced" ]; then
    rm -rf "$replaced.new"
    mkdir -m 700 "$replaced.new"
    for name in $SETTINGS; do
      [ ! -e "$settings/$name" ] || cp -pR "$settings/$name" "$replaced.new/"
    done
    mv "$replaced.new" "$replaced"
    sync
  fi
  stop_services
  # Another name has another certificate, which was made for it.
  kept_name=$(sed -n 's/^PUBLIC_HOST=//p' "$work/found/belvedere.env")
  [ "$kept_name" = "$(setting PUBLIC_HOST)" ] || rm -rf "$work/found/tls"
  {
    sed "/^BELVEDERE_VOLUMES=/d${offsite_file:+;/^BELVEDERE_BACKUPS=/d}" "$replaced/belvedere.env"
    echo "BELVEDERE_VOLUMES=$new_volumes"
    # What was fetched goes on where it lies.
    [ -z "$offsite_file" ] || echo "BELVEDERE_BACKUPS=$from_folder"
  } >"$work/found/belvedere.env"
  chmod 644 "$work/found/belvedere.env"
  swap_in "$work/found"
}

# The keys come back as they were last exported: what was destroyed since stays destroyed.
stage_start() {
  use_what_runs
  make_backup_folders
  # The volume is made by whom it belongs to.
  tried run_compose run --rm --no-deps -T worker -e 0
  (cd "$work/found/_data" && tar --numeric-owner -cf - .) |
    tar --numeric-owner -xpf - -C "$(volume_folder "$(volumes_name)_home")"
  # What it needs is started first, and the database brought to this release.
  tried run_compose run --rm -T worker bin/console.js keys:import
  start_services
}

# What an install is known by, in the order in which it is exchanged.
SETTINGS='licence secrets tls belvedere.env'

# swap_in FOLDER: what is there takes the place of what is in use.
swap_in() {
  for name in $SETTINGS; do
    [ -e "$1/$name" ] || continue
    rm -rf "$settings/.$name.new"
    cp -pR "$1/$name" "$settings/.$name.new"
    if [ -d "$settings/$name" ]; then
      rm -rf "$settings/.$name.old"
      mv "$settings/$name" "$settings/.$name.old"
    fi
    mv "$settings/.$name.new" "$settings/$name"
    rm -rf "$settings/.$name.old"
  done
  sync
}

# use_what_runs: containers no longer look beside it.
use_what_runs() {
  compose_settings='' compose_backups='' compose_volumes=''
}

stop_services() {
  tried run_compose down --remove-orphans
}

start_services() {
  tried run_compose up --detach --remove-orphans
  wait_until_ready 300
  write_status
  backups_json | status_file backups.json
}

# tried COMMAND…: with our own words when it fails.
tried() {
  "$@" </dev/null >"$scratch/said" 2>&1 ||
    refuse 1 "stopped in ${stage:-undoing}: $(what_was_said); run it again, or: belvedere restore --undo"
}

# is_empty: whether nobody has set it up; a database that does not answer may hold anything.
is_empty() {
  [ "$(ask_database 'select count(*) from organisations' 2>/dev/null)" = 0 ]
}

# fits_release: the same, or up to two minor versions older than what is installed.
fits_release() {
  awk -v one="$backup_release" -v other="$release" 'BEGIN {
    split(one, a, "."); split(other, b, ".")
    minor = b[2] - a[2]
    exit !(a[1] == b[1] && minor >= 0 && minor <= 2 && (minor > 0 || b[3] + 0 >= a[3] + 0))
  }'
}

forget() {
  [ -d "$replaced" ] || refuse 3 'nothing was replaced'
  [ ! -d "$work" ] || refuse 3 'the restore has not come to its end: run it again, or --undo'
  old=$(sed -n 's/^BELVEDERE_VOLUMES=//p' "$replaced/belvedere.env")
  remove_volumes "${old:-$project}"
  rm -rf "$replaced"
  say 'What was replaced is gone.'
}

undo() {
  [ -d "$replaced" ] || refuse 3 'nothing was replaced'
  stop_services
  swap_in "$replaced"
  start_services
  old=$(volumes_name)
  "$engine" volume ls --quiet --filter "label=com.docker.compose.project=$project" </dev/null |
    sed -n "s/^\(${project}_restored-.*\)_postgres\$/\1/p" >"$scratch/restored"
  while read -r name; do
    [ "$name" = "$old" ] || remove_volumes "$name"
  done <"$scratch/restored"
  rm -rf "$work" "$replaced"
  rm -f "$journal"/restore.* "$state/fetched"
  say 'It is as it was before the restore.'
}

read_words() {
  from_folder='' offsite_file='' key_file='' until_time='' confirmed='' turn=''
  while [ $# -gt 0 ]; do
    case $1 in
    --undo | --forget) turn=${1#--} ;;
    --from | --from-offsite | --recovery-key | --until | --confirm)
      need_value "$1" $#
      case $1 in
      --from) from_folder=${2%/} ;;
      --from-offsite) offsite_file=$2 ;;
      --recovery-key) key_file=$2 ;;
      --until) until_time=$2 ;;
      --confirm) confirmed=$2 ;;
      esac
      shift
      ;;
    *) usage "restore knows no $1" ;;
    esac
    shift
  done
  [ -z "$turn" ] || return 0
  case $from_folder,$offsite_file in
  /*, | ,?*) ;;
  *) usage 'say where the backups are: --from /FOLDER, or --from-offsite FILE' ;;
  esac
  [ -r "$key_file" ] || usage 'name a file with the recovery key: --recovery-key FILE'
  case $until_time in
  '' | [0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z) ;;
  *) usage '--until needs a time like 2026-05-04T13:30:00Z' ;;
  esac
}

# look_at_backup FOLDER: whether there is one that can be restored here.
look_at_backup() {
  choose_backup "$1" "$until_time" ||
    refuse 4 "${offsite_file:-$1} holds no backup${until_time:+ that is older than $until_time}"
  grep -q '^[0-9a-f]\{64\}$' "$key_file" || refuse 4 "$key_file holds no recovery key"
  fits_release ||
    refuse 3 "the backup is of $backup_release, and $release is installed: install the same, or up to two minor versions newer"
}

# look: everything that can be refused is refused here.
look() {
  look_at_backup "$from_folder"
  words=$(printf '%s %s %s' "$from_folder" "$until_time" "$(newest_backup "$from_folder")" | cksum | tr -d ' ')
  if [ "$(sed -n 's/ .*//p' "$work/begun" 2>/dev/null)" != "$words" ]; then
    look_at_install
    begin_anew
  fi
  mark=$words
}

# look_at_install: whether there is a place for a restore.
look_at_install() {
  no_upgrade_half_way
  [ ! -d "$replaced" ] ||
    refuse 3 'an earlier restore still keeps what it replaced: belvedere restore --forget, or --undo'
  name=$(setting PUBLIC_HOST)
  [ "$confirmed" = "$name" ] || is_empty ||
    refuse 3 "there is something here already, or its database does not answer. It will be kept, and replaced: say so with --confirm $name"
  free=$(gibibytes_free "$("$engine" info --format '{{.DockerRootDir}}' </dev/null 2>/dev/null || echo /var/lib)")
  needed=$((backup_needs / 1073741824 + 1))
  [ "$free" -ge "$needed" ] || refuse 3 "$free GiB are free where volumes lie, and $needed are needed"
}

# give_up: removes all that an unfinished restore has made.
give_up() {
  left=$(sed -n 's/.* //p' "$work/begun" 2>/dev/null) || left=
  [ -z "$left" ] || remove_volumes "$left"
  rm -f "$journal"/restore.*
  rm -rf "$work"
}

# fetch: the copy at another place comes to the folder of this install's backups. What can be refused is
# refused before it is fetched. One that was stopped goes on.
fetch() {
  describes=$(sha256sum <"$offsite_file")
  if [ "$(sed -n 1p "$state/fetched" 2>/dev/null)" = "${describes%% *}" ]; then
    from_folder=$(sed -n 2p "$state/fetched")
    return 0
  fi
  from_folder=$(backups_folder)
  [ ! -s "$from_folder/backups.list" ] ||
    refuse 3 "$from_folder has backups already: restore --from it, or move it away; nothing was changed"
  passing=$state/.offsite
  take_place "$offsite_file" "$passing"
  find_offsite "$passing" || not_fetched
  ledger_there || not_fetched
  look_at_backup "$scratch/there"
  look_at_install
  make_backup_folders "$from_folder"
  read_offsite files/config >"$scratch/config" || not_fetched
  if [ -s "$from_folder/files/config" ] && ! cmp -s "$from_folder/files/config" "$scratch/config"; then
    refuse 3 "$from_folder has something else already: move it away; nothing was changed"
  fi
  fits_folder "$from_folder"
  say "Fetching from $(cat "$passing/target")"
  fetch_offsite "$from_folder" /config '/keys/**' || not_fetched
  # The key is tried before the rest of it is fetched.
  give_up
  mkdir -m 700 "$work"
  open_backups "$key_file"
  compose_settings=''
  fetch_offsite "$from_folder" || not_fetched
  compose_backups=''
  sync
  cp "$scratch/there/backups.list" "$from_folder/.backups.new"
  mv "$from_folder/.backups.new" "$from_folder/backups.list"
  printf '%s\n%s\n' "${describes%% *}" "$from_folder" >"$state/.fetched.new"
  mv "$state/.fetched.new" "$state/fetched"
}

begin_anew() {
  give_up
  mkdir -m 700 "$work"
  echo "$words ${project}_restored-$(date -u +%Y%m%d%H%M%S)" >"$work/.begun"
  mv "$work/.begun" "$work/begun"
}

main_of_command() {
  if [ "${1:-}" = --stages ]; then
    printf '%s\n' "$STAGES" | tr ' ' '\n'
    return 0
  fi
  from=$(date +%s)
  read_words "$@"
  release=$(installed_release)
  [ -n "$release" ] || refuse 3 'nothing is installed: install first, then restore'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  find_engine
  hold_lock
  no_uninstall_half_way
  take_up_secrets
  work=$state/.restore
  replaced=$settings/.replaced
  if [ -n "$turn" ]; then
    "$turn"
    return 0
  fi
  end_what_was_left
  [ -z "$offsite_file" ] || fetch
  look
  new_volumes=$(sed -n 's/.* //p' "$work/begun")
  if [ ! -d "$replaced" ]; then
    compose_backups=$from_folder
    compose_volumes=$new_volumes
    open_backups "$key_file"
    [ ! -d "$work/found/secrets" ] || compose_settings=$work/found
  fi
  # shellcheck disable=SC2086 # names
  run_stages restore $STAGES
  rm -rf "$work"
  rm -f "$journal"/restore.* "$state/fetched"
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"backup":"%s","address":%s,"seconds":%d}\n' "$id" \
      "$(json_text "$(setting PUBLIC_URL)")" "$(($(date +%s) - from))"
  else
    echo "Backup $id is restored, and runs at $(setting PUBLIC_URL). Changes are kept again from the next backup on: belvedere backup"
    [ -z "$offsite_file" ] || echo 'Have the copy go on too, unless the old appliance still does: belvedere offsite --to FILE'
    echo 'What was there before is kept until: belvedere restore --forget. To go back to it: belvedere restore --undo'
  fi
}
