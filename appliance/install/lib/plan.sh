# The plan of an upgrade: what is being done or was done last, for going on with it and for going back.
# A line for each fact:
#   from, to   the two releases
#   mark       of the bundle
#   down       when the services were stopped, in seconds since 1970
#   opened     from when on people could write to the new release
#   away       for how many seconds the services were not there
#   finished   when it was done
#   back       where going back leads, once it has begun: as-it-is or snapshot
# That of the upgrade before is kept beside it until this one is done.

# planned NAME: or nothing.
planned() {
  sed -n "s/^$1=//p" "$state/upgrade" 2>/dev/null || :
}

# plan NAME VALUE: notes a fact, whole or not at all.
plan() {
  {
    sed "/^$1=/d" "$state/upgrade"
    printf '%s=%s\n' "$1" "$2"
  } >"$state/.upgrade.new"
  sync
  mv "$state/.upgrade.new" "$state/upgrade"
  sync
}

# begin_plan FROM TO MARK
begin_plan() {
  [ ! -s "$state/upgrade" ] || ln -f "$state/upgrade" "$state/upgrade.earlier"
  printf 'from=%s\nto=%s\nmark=%s\n' "$@" >"$state/.upgrade.new"
  sync
  mv "$state/.upgrade.new" "$state/upgrade"
  sync
}

# end_plan: what was planned before is what one can go back from again.
end_plan() {
  if [ -s "$state/upgrade.earlier" ]; then
    mv "$state/upgrade.earlier" "$state/upgrade"
  else
    rm -f "$state/upgrade"
  fi
  sync
}

# is_half_way: whether an upgrade, or going back from one, was begun and not ended.
is_half_way() {
  [ -s "$state/upgrade" ] && { [ -z "$(planned finished)" ] || [ -n "$(planned back)" ]; }
}

# no_upgrade_half_way: for commands that would come in between.
no_upgrade_half_way() {
  ! is_half_way ||
    refuse 3 "an upgrade to $(planned to) was begun: go on with its bundle (./belvedere upgrade), or go back (belvedere rollback)"
}
