# belvedere doctor: every check of preflight, and the health of each container.
# Leaves what it finds for the operator console. Exit codes as preflight's.

# check_container SERVICE STATE EXIT HEALTH
container_line() {
  printf '%s %s %s %s\n' "$@" >"$scratch/container"
  problem=$(not_ready "$scratch/container")
  if [ -z "$problem" ]; then
    printf 'containers\t%s\tok\t%s\t\n' "$1" "$2"
  else
    printf 'containers\t%s\tfail\t%s\t%s\n' "$1" "${problem#*: }" "look at its log: $engine logs"
  fi
}

main_of_command() {
  [ $# -eq 0 ] || usage "doctor knows no $1"
  no_uninstall_half_way
  [ -n "$(installed_release)" ] || refuse 3 'nothing is installed'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  bundle=$here
  read_answers
  find_engine
  from=$(date +%s)
  run_checks
  mail_checks >>"$scratch/checks"
  containers_now >"$scratch/containers"
  while read -r service condition code health; do
    container_line "$service" "$condition" "$code" "$health" >>"$scratch/checks"
  done <"$scratch/containers"
  {
    missing_services "$scratch/containers" | while IFS= read -r problem; do
      printf 'containers\t%s\tfail\t%s\t%s\n' "${problem%%: *}" "${problem#*: }" 'start it again: belvedere install'
    done
    copies | while read -r name mebibytes; do
      printf 'upgrade\t%s\tok\t%s MiB, a copy of the database\t\n' "$name" "$mebibytes"
    done
    ! offsite_is_set || offsite_check
    ! is_half_way || printf 'upgrade\thalf_way\tfail\tan upgrade to %s was begun\t%s\n' "$(planned to)" \
      'go on with its bundle (./belvedere upgrade), or go back (belvedere rollback)'
  } >>"$scratch/checks"
  seconds=$(($(date +%s) - from))
  checks_json "$seconds" | status_file preflight.json
  write_status
  if [ -n "$as_json" ]; then checks_json "$seconds"; else checks_table; fi
  if [ "$(count_checks fail)" -gt 0 ]; then return 3; fi
  if [ "$(count_checks warn)" -gt 0 ]; then return 5; fi
}
