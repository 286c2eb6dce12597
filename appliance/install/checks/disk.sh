# Disks: room, speed and how they are mounted.

# How much the images of the bundle need when they are loaded, in GiB, rounded up.
images_need() {
  images_carried | tr ',' '\n' |
    sed -n 's/.*"unpackedBytes" *: *\([0-9]*\).*/\1/p' |
    awk '{ sum += $1 } END { printf "%d", sum / 1073741824 + 1 }'
}

check_room_for_images() {
  need=$(images_need)
  at_least "$(gibibytes_free "$(engine_folder)")" "GiB free in $(engine_folder)" $((need * 2 + 4)) $((need + 2)) \
    'make room there, or move the engine to a larger disk'
}

check_room_for_data() {
  at_least "$(gibibytes_free "$(engine_folder)")" "GiB free in $(engine_folder)" 40 10 \
    'people bring pictures: 40 GiB are a good start'
}

check_room_for_backups() {
  at_least "$(gibibytes_free "$state")" "GiB free in $(existing "$state")" 20 5 \
    'backups lie there unless they go elsewhere: make room, or see belvedere backup --to'
}

check_room_for_release() {
  at_least "$(gibibytes_free "$releases")" "GiB free in $(existing "$releases")" 2 1 \
    'the release is laid out there: make room'
}

check_room_for_temporary() {
  at_least "$(stat -f -c '%a %S' "${TMPDIR:-/tmp}" | awk '{ printf "%d", $1 * $2 / 1048576 }')" \
    "MiB free in ${TMPDIR:-/tmp}" 500 100 'make room there'
}

# inodes PATH
inodes() {
  stat -f -c '%c %d' "$(existing "$1")" >"$scratch/inodes"
  read -r all free <"$scratch/inodes"
  if [ "$all" -eq 0 ]; then
    ok 'as many as fit'
  else
    at_least "$free" "free in $(existing "$1")" 200000 50000 'remove small files, or make a file system with more inodes'
  fi
}

check_inodes_of_engine() { inodes "$(engine_folder)"; }
check_inodes_of_state() { inodes "$state"; }

# disk_speed PATH: how long a write takes until it is kept, as a database writes.
disk_speed() {
  chmod 700 "$signed/program/helpers/measure-disk"
  "$signed/program/helpers/measure-disk" "$(existing "$1")" 200 >"$scratch/speed" || return 1
  read -r median slow longest <"$scratch/speed"
  words="p99 $slow µs, median $median µs, longest $longest µs in $(existing "$1")"
  if [ "$slow" -le 20000 ]; then
    ok "$words"
  else
    warn "$words" 'use a disk that keeps writes in 20 ms at most, such as a solid-state disk'
  fi
}

check_disk_speed_of_engine() { disk_speed "$(engine_folder)"; }
check_disk_speed_of_state() { disk_speed "$state"; }

# file_system PATH
file_system() {
  mount_of "$1" >"$scratch/mount"
  read -r _ place kind _ <"$scratch/mount"
  case $kind in
  ext4 | xfs | btrfs | zfs) ok "$kind" ;;
  nfs* | cifs | smb* | fuse* | 9p) fail "$kind on $place" 'use a disk of the machine: databases lose data on shared folders' ;;
  tmpfs | ramfs) fail "$kind on $place" 'use a disk: this is gone after a restart' ;;
  vfat | exfat | ntfs*) fail "$kind on $place" 'use ext4 or xfs: this knows no owners' ;;
  *) warn "$kind" 'tried are ext4, xfs, btrfs and zfs' ;;
  esac
}

check_file_system_of_engine() { file_system "$(engine_folder)"; }
check_file_system_of_state() { file_system "$state"; }

# mount_options PATH OPTIONS…: fails on the first that is set.
mount_options() {
  mount_of "$1" >"$scratch/mount"
  read -r _ place _ options _ <"$scratch/mount"
  shift
  for option in "$@"; do
    case ",$options," in
    *",$option,"*)
      fail "$option on $place" "mount -o remount,$(printf '%s' "$option" | sed 's/^no//;s/^ro$/rw/') $place"
      return 0
      ;;
    esac
  done
  ok 'as needed'
}

check_mount_of_engine() { mount_options "$(engine_folder)" ro noexec nosuid nodev; }
check_mount_of_release() { mount_options "$releases" ro noexec; }
check_mount_of_state() { mount_options "$state" ro; }
check_mount_of_settings() { mount_options "$settings" ro; }

check_disk_sealed() {
  mount_of "$(engine_folder)" >"$scratch/mount"
  read -r device _ <"$scratch/mount"
  case $device in
  /dev/mapper/* | /dev/dm-*) ok "$device" ;;
  *) warn "$device is not encrypted, as far as can be seen" 'encrypt the disk: keys lie on it' ;;
  esac
}
