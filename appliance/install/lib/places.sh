# Where things lie on a host. With --root DIR everything lies below that folder, and what the engine
# runs is named by it, so that installs do not meet.

# set_places ROOT
set_places() {
  root=${1%/}
  releases=$root/opt/belvedere
  settings=$root/etc/belvedere
  secrets=$settings/secrets
  state=$root/var/lib/belvedere
  journal=$state/journal
  project=belvedere
  if [ -n "$root" ]; then
    project=belvedere-$(printf '%s' "$root" | cksum | cut -d ' ' -f 1)
  fi
}

# installed_release: the version in use, or nothing.
installed_release() {
  target=$(readlink "$releases/current" 2>/dev/null) || return 0
  printf '%s' "${target##*/}"
}

# this_architecture: as Debian names it.
this_architecture() {
  case $(uname -m) in
  x86_64) echo amd64 ;;
  aarch64) echo arm64 ;;
  *) uname -m ;;
  esac
}

# is_older VERSION OTHER: whether the first of two versions of three numbers is the lower.
is_older() {
  awk -v one="$1" -v other="$2" 'BEGIN {
    split(one, a, "."); split(other, b, ".")
    for (place = 1; place <= 3; place++) {
      if (a[place] + 0 < b[place] + 0) exit 0
      if (a[place] + 0 > b[place] + 0) exit 1
    }
    exit 1
  }'
}
