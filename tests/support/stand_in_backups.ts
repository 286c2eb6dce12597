/**
 * What stands in for the database, pgBackRest and restic in the stand-in for Docker. Data is a file or a
 * folder in a volume, and a backup of it is a copy in the folder of the backups.
 */
export const STAND_IN_BACKUPS = `
# Volumes that an install begins with have their own names; those that are restored, all of it.
volume() {
  case $1 in *_restored-* | *-drill_*) folder=$state/volumes.d/$1 ;; *) folder=$state/\${1##*_} ;; esac
  mkdir -p "$folder/_data" "$state/volumes.d"
  echo "$folder/_data"
}
sets() { echo "$BELVEDERE_BACKUPS/database/backup/belvedere"; }
archive() { echo "$BELVEDERE_BACKUPS/database/archive/belvedere/17-1/0000000100000000"; }
tables() { echo "public.things|$(cksum <"$1/words" | tr ' ' '|')"; }

beside_database() {
  [ ! -e "$state/database-down" ] || { echo 'service "postgres" is not running' >&2; exit 1; }
  live=$(volume "\${BELVEDERE_VOLUMES}_postgres")
  [ -e "$live/words" ] || echo empty >"$live/words"
  case " $* " in
  *' keys:export ') home=$(volume "\${BELVEDERE_VOLUMES}_home"); mkdir -p "$home/keys"; echo '{}' >"$home/keys/data_keys.json" ;;
  *pg_database_size*) echo 1000000 ;;
  *pg_stat_archiver*) echo 2026-05-04T13:30:00Z ;;
  *pg_reload_conf*) echo t ;;
  *' from organisations '*) if [ -e "$state/set-up" ]; then echo 1; else echo 0; fi ;;
  *' point='*) grep -q pg_create_restore_point; tables "$live" ;;
  *' sh -c '*archive.conf*) touch "$state/archiving" ;;
  *' sh -c '*) ;;
  ' pgbackrest backup '*)
    [ -e "$state/archiving" ] || { echo 'ERROR: [087]: archive_mode must be enabled' >&2; exit 87; }
    [ ! -e "$state/full-backups" ] || { echo 'ERROR: [041]: unable to write: [28] No space left on device' >&2; exit 41; }
    label=$(date +%s%N)F
    mkdir -p "$(sets)/$label" "$(archive)"
    cp "$live/words" "$(sets)/$label/words"
    touch "$(archive)/000000010000000000000003-abcdef.zst"
    echo "P00   INFO: new backup label = $label"
    ;;
  ' pgbackrest verify '*) if [ -e "$state/damaged" ]; then echo 'status: error'; else echo 'status: ok'; fi ;;
  ' pgbackrest info '*) echo '[{"backup":[{"info":{"delta":9999,"repository":{"delta":1234,"size":1234},"size":9999}}]}]' ;;
  ' pgbackrest expire --set='*) rm -r "$(sets)/\${3#--set=}" ;;
  ' pgbackrest '*) ;;
  *) unknown "$@" ;;
  esac
}

# Fetches the files of a database: -c WORDS after which come restore --set=LABEL …
recovery() {
  into=$(volume "\${BELVEDERE_VOLUMES}_postgres")
  set=$(sets)/\${3#--set=}/words
  [ -s "$set" ] || { echo 'P00  ERROR: [028]: backup set is not valid' >&2; exit 28; }
  cp "$set" "$into/words"
}

# ask_restored CONTAINER: what a database answers that was started from what was fetched.
ask_restored() {
  case $(cat) in
  *pg_is_in_recovery*) echo f ;;
  *) tables "$(volume "\${1%-recovery}_postgres")" ;;
  esac
}

restic() {
  [ "$1" != --no-lock ] || shift
  files=$BELVEDERE_BACKUPS/files
  objects=$(volume "\${BELVEDERE_VOLUMES}_objects")
  case " $* " in
  ' cat config ') [ -e "$files/config" ] || { echo 'Fatal: repository does not exist' >&2; exit 10; }
    [ "$(cat "$files/config")" = "$(cat "$BELVEDERE_ETC/secrets/keeper_key")" ] || { echo 'Fatal: wrong password or no key found' >&2; exit 12; } ;;
  ' init ') cat "$BELVEDERE_ETC/secrets/keeper_key" >"$files/config" ;;
  ' backup '*)
    snapshot=$(date +%s%N)
    mkdir -p "$files/snapshots"
    touch "$files/snapshots/$snapshot"
    case " $* " in *' --stdin '*) cat >"$files/stream.$snapshot" ;; *) tar -cf "$files/objects.$snapshot" -C "$objects" . ;; esac
    echo "{\\"message_type\\":\\"summary\\",\\"data_added_packed\\":7,\\"total_bytes_processed\\":70,\\"snapshot_id\\":\\"$snapshot\\"}"
    ;;
  ' dump '*) cat "$files/stream.$2" ;;
  ' restore '*) tar -xf "$files/objects.\${2%%:*}" -C "$objects" ;;
  ' check '*) [ ! -e "$state/damaged-files" ] || { echo 'Fatal: repository contains errors' >&2; exit 1; } ;;
  ' forget --tag '* | ' unlock '* | ' prune '*) ;;
  ' forget '*) rm "$files/snapshots/$2" "$files"/*."$2" ;;
  *) unknown "$@" ;;
  esac
}
`
