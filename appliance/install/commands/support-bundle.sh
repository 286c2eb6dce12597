# belvedere support-bundle [--preview]: gathers what helps others to find a fault, without secrets and personal data.
# What is in it are versions, checks, containers, settings and the last lines of each log. With
# --preview it is shown, and nothing is written. Nothing is sent anywhere: who gets it is up to you.
# Works with an engine that does not answer too. Exit codes: 0 done, 3 nothing is installed.

# Lines of each log.
lines=5000

# gather NAME: what comes in, as it may leave, becomes a file of the bundle.
gather() {
  redacted >"$gathered/$1"
}

machine_facts() {
  uname -srm
  sed -n 's/^PRETTY_NAME=//p' "$probe/etc/os-release" 2>/dev/null
  printf '%s %s\n' "${engine:-no engine}" "$engine_version"
  engine_says '{{.Driver}} {{.CgroupDriver}} {{.SecurityOptions}}'
  uptime 2>/dev/null || :
  free -m 2>/dev/null || :
  df -h "$releases" "$state" 2>/dev/null || :
}

# Values that tell nothing about the house; of all others it is said that they are set.
settings_facts() {
  sed -E '/^(TZ|HTTP_PORT|HTTPS_PORT|BELVEDERE_PARTS|[A-Z_]+_(MEMORY|CPUS))=/!s/=.+/=(set)/' \
    "$settings/belvedere.env" 2>/dev/null || :
}

gather_logs() {
  mkdir "$gathered/logs"
  run_compose ps --all --quiet 2>/dev/null >"$scratch/ids" || :
  while read -r id; do
    service=$("$engine" inspect --format '{{index .Config.Labels "com.docker.compose.service"}}' \
      "$id" </dev/null 2>/dev/null) || continue
    patiently 60 "$engine" logs --tail "$lines" "$id" </dev/null 2>&1 | gather "logs/$service.log"
  done <"$scratch/ids"
}

gather_all() {
  printf 'Belvedere %s, gathered at %s\n' "$installed" "$(now)" | gather release.txt
  machine_facts | gather machine.txt
  settings_facts | gather settings.txt
  find "$journal" -type f 2>/dev/null | sed "s#.*/##" | sort | gather journal.txt
  mkdir "$gathered/status"
  for file in "$state"/status/*.json; do
    [ ! -f "$file" ] || gather "status/${file##*/}" <"$file"
  done
  from=$(date +%s)
  run_checks
  checks_json $(($(date +%s) - from)) | gather checks.json
  if [ -z "$engine_version" ]; then
    echo 'The container engine did not answer: no containers, no logs.' >"$gathered/missing.txt"
    return 0
  fi
  containers_now >"$scratch/containers"
  gather containers.txt <"$scratch/containers"
  gather_logs
}

main_of_command() {
  preview=''
  if [ "${1-}" = --preview ]; then
    preview=yes
    shift
  fi
  [ $# -eq 0 ] || usage "support-bundle knows no $1"
  installed=$(installed_release)
  [ -n "$installed" ] || refuse 3 'nothing is installed'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  bundle=$here
  read_answers
  find_engine
  prepare_to_redact
  called=belvedere-support-$(date -u +%Y%m%dT%H%M%SZ)
  gathered=$scratch/$called
  mkdir "$gathered"
  gather_all
  (cd "$gathered" && find . -type f | sed 's/^\.\///' | sort) >"$scratch/list"
  if [ -n "$preview" ]; then
    while read -r file; do
      printf '==> %s <==\n' "$file"
      cat "$gathered/$file"
    done <"$scratch/list"
    return 0
  fi
  mkdir -p "$state/support"
  chmod 700 "$state/support"
  tar -C "$scratch" -czf "$state/support/.new" "$called" || refuse 1 "no room in $state/support"
  mv "$state/support/.new" "$state/support/$called.tar.gz"
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"file":%s,"files":%d}\n' "$(json_text "$state/support/$called.tar.gz")" \
      "$(wc -l <"$scratch/list")"
  else
    printf '%s\n' "$state/support/$called.tar.gz"
    say "$(wc -l <"$scratch/list") files, without secrets. Look at them before you give them away: belvedere support-bundle --preview"
  fi
}
