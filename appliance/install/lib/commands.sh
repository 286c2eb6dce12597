# How a command is found and its words are read.

usage() {
  printf 'belvedere: %s\n' "$*" >&2
  echo "Try: belvedere help" >&2
  exit 2
}

# need_value NAME COUNT: whether a word follows an option.
need_value() {
  [ "$2" -ge 2 ] || usage "$1 needs a value"
}

# has_command NAME: whether the manifest names it.
has_command() {
  case $1 in '' | *[!a-z-]*) return 1 ;; esac
  grep -q "  program/commands/$1\.sh\$" "$scratch/program"
}

# run_command NAME WORDS…: takes what every command knows, and hands the rest over.
run_command() {
  command=${1:-help}
  [ $# -eq 0 ] || shift
  case $command in
  -h | --help) command=help ;;
  --version) command=version ;;
  esac
  has_command "$command" || usage "there is no command $command"
  as_json=
  at=
  count=$#
  while [ "$count" -gt 0 ]; do
    case $1 in
    --json) as_json=yes ;;
    --root)
      need_value "$1" "$count"
      case $2 in /*) at=$2 ;; *) usage '--root needs a path that begins with /' ;; esac
      shift
      count=$((count - 1))
      ;;
    *) set -- "$@" "$1" ;;
    esac
    shift
    count=$((count - 1))
  done
  probe=${BELVEDERE_PROBE:-}
  set_places "$at"
  . "$signed/program/commands/$command.sh"
  main_of_command "$@"
  # Nothing has gone well unless it came to here.
  outcome=0
}
