# The container engine and Compose.

check_engine() {
  if [ -z "$engine" ]; then
    fail none 'install docker.io from the packages of the system'
  elif [ "$engine" = podman ]; then
    fail podman 'install docker.io from the packages of the system: Podman does not carry it yet'
  elif [ -z "$engine_version" ]; then
    fail "$engine does not answer" "start it (systemctl start $engine), as root"
  else
    ok "$engine"
  fi
}

# is_from VERSION MAJOR MINOR: whether a version is that or a later.
is_from() {
  printf '%s\n' "$1" | sed 's/^[^0-9]*//' | awk -F '[.-]' -v major="$2" -v minor="$3" '
    { exit !($1 + 0 > major || $1 + 0 == major && $2 + 0 >= minor) }'
}

check_engine_version() {
  [ -n "$engine" ] || { fail none 'there is no engine' && return 0; }
  case $engine in docker) least='20 10' ;; *) least='4 0' ;; esac
  # shellcheck disable=SC2086 # two words
  if [ -z "$engine_version" ]; then
    fail unknown "$engine does not answer"
  elif is_from "$engine_version" $least; then
    ok "$engine $engine_version"
  else
    fail "$engine $engine_version" 'use Docker 20.10 or Podman 4.0, or later'
  fi
}

check_compose() {
  if [ -n "$compose" ]; then
    ok "$compose"
  else
    fail none 'install docker-compose (version 2.17 or later) from the packages of the system'
  fi
}

check_compose_version() {
  [ -n "$compose" ] || { fail none 'there is no Compose' && return 0; }
  # shellcheck disable=SC2086 # two words
  found=$(patiently 10 $compose version --short 2>/dev/null | sed -n '$p')
  case $compose in
  podman-compose) ok "podman-compose $found" ;;
  *)
    if is_from "$found" 2 17; then
      ok "$found"
    else
      fail "$found" 'use Compose 2.17 or later'
    fi
    ;;
  esac
}

check_storage_driver() {
  found=$(engine_says '{{.Driver}}')
  [ -n "$found" ] || found=$(engine_says '{{.Store.GraphDriverName}}')
  case $found in
  overlay* | btrfs* | zfs*) ok "$found" ;;
  '') fail unknown 'the engine does not answer' ;;
  vfs*) fail "$found" 'use overlay2: every container would be a whole copy' ;;
  *) warn "$found" 'overlay2 is what is tried' ;;
  esac
}

check_cgroup_driver() {
  found=$(engine_says '{{.CgroupDriver}}')
  [ -n "$found" ] || found=$(engine_says '{{.Host.CgroupManager}}')
  if [ -n "$found" ]; then ok "$found"; else warn unknown 'the engine does not say'; fi
}

check_engine_logs() {
  found=$(engine_says '{{.LoggingDriver}}')
  case $found in
  json-file* | local* | journald* | k8s-file*) ok "$found" ;;
  *) warn "${found:-unknown}" 'logs that leave the machine may hold addresses of people' ;;
  esac
}

check_engine_security() {
  found=$(engine_says '{{.SecurityOptions}}')
  case $found in
  *seccomp*) ok "$found" ;;
  *)
    if [ "$engine" = podman ]; then
      ok 'as Podman has it'
    else
      fail "${found:-unknown}" 'start the engine with its seccomp profile'
    fi
    ;;
  esac
}

check_engine_socket() {
  socket=$probe/var/run/docker.sock
  [ -e "$socket" ] || { ok 'no socket' && return 0; }
  mode=$(stat -c %a "$socket")
  case $mode in
  *[2367]) fail "mode $mode" "chmod o-rwx $socket: who can write to it is root" ;;
  *) ok "mode $mode" ;;
  esac
}

check_engine_group() {
  members=$(awk -F : '$1 == "docker" { print $4 }' "$probe/etc/group" 2>/dev/null)
  if [ -z "$members" ]; then
    ok 'nobody but root'
  else
    warn "$members" 'whoever is in the group docker is root: see that it is meant so'
  fi
}

check_engine_listening() {
  if is_listening tcp 2375 || is_listening tcp 2376; then
    fail 'on a port' 'take -H tcp:… away: who reaches the port is root'
  else
    ok 'not on the network'
  fi
}

check_containers_there() {
  [ -n "$engine_version" ] || { ok none && return 0; }
  found=$(patiently 10 "$engine" ps --all --quiet --filter "label=com.docker.compose.project=$project" 2>/dev/null | wc -l)
  if [ "$found" -eq 0 ] || [ -d "$secrets" ]; then
    ok "$((found))"
  else
    fail "$((found)) of a project $project" 'they belong to no install that is known here: remove them, or use --root'
  fi
}

check_volumes_there() {
  [ -n "$engine_version" ] || { ok none && return 0; }
  found=$(patiently 10 "$engine" volume ls --quiet 2>/dev/null | grep -c "^${project}_") || :
  if [ "${found:-0}" -eq 0 ] || [ -d "$secrets" ]; then
    ok "${found:-0}"
  else
    fail "$found of a project $project" 'data of an earlier install: bring its /etc/belvedere back, or remove the volumes'
  fi
}
