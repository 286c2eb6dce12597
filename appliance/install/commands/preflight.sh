# belvedere preflight [--host NAME] [--with ai,speech,video] [--cert F --cert-key F --ca F] [--answers FILE]: whether this machine will do.
# Changes nothing. Exit codes: 0 it will, 5 it will, with warnings, 3 it will not.

main_of_command() {
  bundle=$here
  read_answers "$@"
  read_header
  find_engine
  from=$(date +%s)
  run_checks
  seconds=$(($(date +%s) - from))
  if [ -n "$as_json" ]; then checks_json "$seconds"; else checks_table; fi
  if [ "$(count_checks fail)" -gt 0 ]; then return 3; fi
  if [ "$(count_checks warn)" -gt 0 ]; then return 5; fi
}
