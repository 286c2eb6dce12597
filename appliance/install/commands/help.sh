# belvedere help [COMMAND]

main_of_command() {
  if [ $# -gt 0 ]; then
    has_command "$1" || usage "there is no command $1"
    sed -n '/^#/!q;s/^# \{0,1\}//p' "$signed/program/commands/$1.sh"
    return 0
  fi
  cat <<'END'
belvedere COMMAND [--json] [--root DIR]

END
  sed -n 's/^[0-9a-f]*  \(program\/commands\/.*\)/\1/p' "$scratch/program" | while read -r file; do
    name=${file##*/}
    sed -n "1s/^# belvedere ${name%.sh}/  ${name%.sh}/p" "$signed/$file"
  done
  cat <<'END'

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused before any change, 4 not verified,
5 needs attention. More: docs/belvedere.1 in the bundle (man ./docs/belvedere.1).
END
}
