# The operating system, its clock, and who runs this.

check_root() {
  if [ "$(id -u)" = 0 ]; then ok root; else fail "user $(id -u)" 'run it as root: sudo ./belvedere …'; fi
}

check_system() {
  found=$(sed -n 's/^PRETTY_NAME="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$probe/etc/os-release" 2>/dev/null)
  if grep -q -E '^ID(_LIKE)?=.*(debian|ubuntu|rhel|fedora|centos)' "$probe/etc/os-release" 2>/dev/null; then
    ok "$found"
  else
    warn "${found:-unknown}" 'tried are Debian, Ubuntu and the family of RHEL'
  fi
}

check_service_manager() {
  if [ -d "$probe/run/systemd/system" ]; then
    ok systemd
  elif [ -d "$probe/etc/cron.d" ]; then
    warn 'cron, no systemd' 'backups go by cron; see that the engine starts with the machine'
  else
    warn 'neither systemd nor cron' 'see that the engine and backups are started by something else'
  fi
}

check_engine_at_start() {
  [ -n "$engine" ] || { ok 'no engine' && return 0; }
  if [ ! -d "$probe/run/systemd/system" ]; then
    ok 'not by systemd'
  elif [ -e "$probe/etc/systemd/system/multi-user.target.wants/$engine.service" ] ||
    [ -e "$probe/etc/systemd/system/sockets.target.wants/$engine.socket" ]; then
    ok "$engine"
  else
    warn 'not with the machine' "systemctl enable $engine"
  fi
}

check_tools() {
  missing=
  for tool in awk base64 cat chmod cksum cp cut date dd df find flock grep head id ln ls mkdir mktemp mv od readlink \
    chown rm sed sha256sum sort stat tar timeout tr uname wc xargs; do
    command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
  done
  if [ -z "$missing" ]; then ok all; else fail "missing:$missing" 'install coreutils, findutils, gawk, grep, sed, tar and util-linux'; fi
}

check_openssl() {
  if command -v openssl >/dev/null 2>&1; then
    ok "$(openssl version | cut -d ' ' -f 1,2)"
  elif [ -n "$own_certificate" ] || [ -s "$settings/tls/server.pem" ]; then
    ok 'none; certificates are given'
  else
    fail none 'install openssl, or give certificates: --cert, --cert-key and --ca'
  fi
}

check_clock() {
  seconds=$(date +%s)
  if [ "$seconds" -lt 1767225600 ]; then
    fail "$(now)" 'set the clock: certificates would not be valid'
  elif [ "$seconds" -gt 2524608000 ]; then
    fail "$(now)" 'set the clock: it is beyond 2050'
  else
    ok "$(now)"
  fi
}

check_clock_goes_on() {
  # What lies here was written in the past.
  newest=0
  for file in "$journal"/* "$settings"/belvedere.env; do
    [ -e "$file" ] || continue
    at=$(stat -c %Y "$file")
    if [ "$at" -gt "$newest" ]; then newest=$at; fi
  done
  if [ "$newest" -gt $(($(date +%s) + 300)) ]; then
    fail "$((newest - $(date +%s))) s behind its own files" 'set the clock'
  else
    ok 'not behind its own files'
  fi
}

check_time_service() {
  if [ -e "$probe/run/systemd/timesync/synchronized" ]; then
    ok timesyncd
  elif [ -e "$probe/run/chrony/chronyd.pid" ] || [ -e "$probe/run/ntpd.pid" ]; then
    ok 'chrony or ntpd'
  else
    warn none 'have the clock follow a server of your network, or set it by hand each month'
  fi
}

check_clock_source() {
  found=$(first_line /sys/devices/system/clocksource/clocksource0/current_clocksource)
  case $found in
  '' | jiffies | acpi_pm | refined-jiffies) warn "${found:-unknown}" 'slow or coarse: choose tsc or kvm-clock' ;;
  *) ok "$found" ;;
  esac
}

check_time_zone() {
  found=$(readlink "$probe/etc/localtime" 2>/dev/null | sed 's/.*zoneinfo\///')
  if [ -n "$found" ]; then ok "$found"; else ok 'UTC, as none is set'; fi
}

check_locale() {
  found=${system_locale:-}
  case $found in
  '' | C | POSIX) warn "${found:-none}" 'names of files in other scripts are shown badly: use a UTF-8 locale' ;;
  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ok "$found" ;;
  *) warn "$found" 'use a UTF-8 locale' ;;
  esac
}

check_umask() {
  # The program sets its own; what matters is what others make beside it.
  case $system_umask in
  *[2367][2367] | *7 | *2) ok "$system_umask" ;;
  *) warn "$system_umask" 'umask 022 or 077: others could change what root makes' ;;
  esac
}

# limit LETTER GOOD ENOUGH WHAT
limit() {
  # shellcheck disable=SC3045 # dash, busybox and bash have these letters
  found=$(ulimit "-$1")
  if [ "$found" = unlimited ]; then ok unlimited; else at_least "$found" "$4" "$2" "$3" "raise ulimit -$1"; fi
}

check_limit_open_files() { limit n 1024 256 files; }
check_limit_file_size() { limit f 8388608 4194304 blocks; }

check_search_path() {
  case ":$PATH:" in
  *:.:* | *::*) fail 'an empty entry, or “.”' 'take the empty entry and “.” out of PATH: anybody could put programs there' ;;
  *) ok 'absolute folders' ;;
  esac
}

check_program_folder() {
  open=$(others_write "$here")
  if [ -z "$open" ]; then
    ok "$here is root's alone"
  else
    fail "somebody but root can write to $open" "mount the medium read-only, or copy $here to a folder of root's"
  fi
}

check_virtual_machine() {
  found=$(first_line /sys/class/dmi/id/product_name)
  if grep -q -w hypervisor "$probe/proc/cpuinfo"; then ok "a guest${found:+ ($found)}"; else ok "${found:-its own machine}"; fi
}

check_container() {
  if [ -e "$probe/.dockerenv" ] || [ -e "$probe/run/.containerenv" ]; then
    warn 'looks like the inside of a container' 'install it on the host itself'
  else
    ok 'not inside a container'
  fi
}
