# Who beside root could change what root uses: what was looked at could be another thing a moment later.

# others_write FOLDER: the first place in it or above it that somebody but root can write to, or nothing.
# On a medium that is mounted read-only nobody can. What lies in a folder of everybody's (/tmp) is safe
# when it is root's and the folder has the sticky bit.
others_write() {
  mount_of "$1" >"$scratch/mount"
  read -r _ above _ options _ <"$scratch/mount"
  case ",$options," in
  *,ro,*) ;;
  *)
    above=$1
    find "$above" ! -type l \( ! -user 0 -o -perm -020 -o -perm -002 \) >"$scratch/open"
    if [ -s "$scratch/open" ]; then
      sed -n 1p "$scratch/open"
      return 0
    fi
    ;;
  esac
  while [ "$above" != / ]; do
    above=$(dirname "$above")
    case $(stat -c '%u %a' "$above") in
    '0 '[1357]??? | '0 '*[0145][0145]) ;;
    *)
      printf '%s\n' "$above"
      return 0
      ;;
    esac
  done
}

# only_root_writes FOLDERS…: refuses to go on with what somebody else could exchange meanwhile.
only_root_writes() {
  for folder in "$@"; do
    open=$(others_write "$folder")
    [ -z "$open" ] ||
      refuse 3 "somebody but root can write to $open: mount the medium read-only, or copy $folder to a folder of root's (cp -R $folder /root/); nothing was changed"
  done
}
