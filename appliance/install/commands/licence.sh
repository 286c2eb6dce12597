# belvedere licence [FILE]: says how it stands with the licence, or brings the one in a file in.
# docs/operator/licence.md tells what it limits. Exit codes: 0 done, 1 refused; the one before stays.

main_of_command() {
  [ $# -le 1 ] || usage 'name one file'
  [ -n "$(installed_release)" ] || refuse 3 'nothing is installed'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  find_engine
  no_uninstall_half_way
  if [ $# -eq 1 ]; then
    [ -s "$1" ] || usage "$1 cannot be read"
    run_compose exec -T worker /usr/bin/node bin/console.js licence:import - <"$1" >"$scratch/said" 2>&1 ||
      refuse 1 "the licence is refused: $(tail -n 3 "$scratch/said")"
  fi
  licence=$(licence_json)
  [ -n "$licence" ] || refuse 1 'the appliance does not say how it stands; look at: belvedere doctor'
  if [ -n "$as_json" ]; then
    printf '%s\n' "$licence"
  else
    echo "Licence: $(licence_state "$licence")"
  fi
}
