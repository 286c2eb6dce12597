/**
 * What stands in for rclone in the stand-in for Docker: the other place is the folder $STAND_IN/away.
 * It answers with the words of $STAND_IN/away-says, once that is there; $STAND_IN/away-room is how many
 * files it takes before it breaks off with the words of $STAND_IN/away-ends.
 */
export const STAND_IN_OFFSITE = `
path_of() { case $1 in offsite:*) echo "$state/away/\${1#offsite:}" ;; *) echo "$BELVEDERE_BACKUPS/\${1#/backups/}" ;; esac; }

# is_chosen FILE: by the patterns of rclone, as far as they are used.
is_chosen() {
  if [ -n "$included" ]; then
    for pattern in $included; do case /$1 in $pattern) return 0 ;; esac; done
    return 1
  fi
  for pattern in $excluded; do case /$1 in $pattern | */$pattern) return 1 ;; esac; done
}

files_of() {
  if [ -n "$listed" ]; then echo "$listed"; else (cd "$1" 2>/dev/null && find . -type f | sed 's/^..//'); fi |
    while read -r each; do if is_chosen "$each"; then echo "$each"; fi; done
}

# What is broken off is there by half.
put() {
  if [ -e "$state/away-room" ]; then
    read -r room <"$state/away-room"
    [ "$room" -gt 0 ] || { cat "$state/away-ends" >&2; exit 1; }
    echo "$((room - 1))" >"$state/away-room"
  fi
  mkdir -p "\${2%/*}"
  head -c 1 "$1" >"$2"
  cp -p "$1" "$2"
}

carry() {
  [ -s "$BELVEDERE_OFFSITE/rclone.conf" ] || { echo 'Failed to load config file' >&2; exit 1; }
  [ ! -e "$state/away-says" ] || { cat "$state/away-says" >&2; exit 1; }
  operation=$1
  shift
  excluded= included= listed= how= oldest= youngest=
  set -f
  while :; do
    case $1 in
    --exclude) excluded="$excluded $2"; shift 2 ;;
    --include) included="$included $2"; shift 2 ;;
    --files-from) listed=$(cat); shift 2 ;;
    --min-age) oldest=$2; shift 2 ;;
    --max-age) youngest=$2; shift 2 ;;
    --combined) shift 2 ;;
    --ignore-existing | --ignore-times | --size-only) how=$1; shift ;;
    --*) shift ;;
    *) break ;;
    esac
  done
  one=$(path_of "$1")
  two=$([ $# -eq 1 ] || path_of "$2")
  case $operation in
  cat) [ -e "$one" ] || { echo 'ERROR : : error listing: directory not found' >&2; exit 3; }; cat "$one" ;;
  rcat) mkdir -p "\${one%/*}"; cat >"$one" ;;
  deletefile) rm "$one" ;;
  size) echo "{\\"count\\":1,\\"bytes\\":$(cat "$state/away-bytes" 2>/dev/null || echo 10),\\"sizeless\\":0}" ;;
  check)
    files_of "$one" | while read -r each; do
      if [ ! -e "$two/$each" ]; then echo "+ $each"; elif cmp -s "$one/$each" "$two/$each"; then echo "= $each"; else echo "* $each"; fi
    done >"$state/checked.$$"
    cat "$state/checked.$$"
    ! grep -q '^[^=]' "$state/checked.$$" || { echo 'Failed to check: differences found' >&2; exit 1; }
    ;;
  copy | sync)
    files_of "$one" >"$state/chosen.$$"
    while read -r each; do
      [ -z "$youngest" ] || [ -n "$(find "$one/$each" -newermt "\${youngest%h} hours ago")" ] || continue
      if [ -e "$two/$each" ]; then
        case $how in
        --ignore-existing) continue ;;
        --size-only) [ "$(wc -c <"$one/$each")" != "$(wc -c <"$two/$each")" ] || continue ;;
        esac
      fi
      put "$one/$each" "$two/$each"
    done <"$state/chosen.$$"
    [ "$operation" = sync ] || return 0
    files_of "$two" | while read -r each; do
      [ ! -e "$one/$each" ] || continue
      [ -z "$oldest" ] || [ -n "$(find "$two/$each" ! -newermt "$oldest")" ] || continue
      rm "$two/$each"
    done
    ;;
  *) unknown "$@" ;;
  esac
}
`
