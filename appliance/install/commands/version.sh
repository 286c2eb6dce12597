# belvedere version: of this program, and of what is installed.

main_of_command() {
  [ $# -eq 0 ] || usage "version knows no $1"
  if [ -n "$as_json" ]; then
    printf '{"version":"%s","installed":%s}\n' "$(header release)" \
      "$(json_or_null "$(installed_release)")"
  else
    header release
  fi
}
