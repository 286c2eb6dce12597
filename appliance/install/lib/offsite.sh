# The copy of the backups at another place: a bucket, or a folder of another host. What goes there is
# encrypted as it is here, and counts once it was read back from there. What is known of it lies in
# $state/offsite, a line for each fact:
#   copied, backup    when the newest backup was there, whole and read back, and which
#   changes           up to when changes of the database are there
#   failed            when an attempt failed last
#   problem, stuck    why the last copy failed, and the last attempt to bring changes there; or empty
# docs/adr/0017-offsite.md tells why it is done so; lib/carrying.sh brings it there.

# offsite_is_set: whether there is such a place.
offsite_is_set() {
  [ -s "$settings/offsite/rclone.conf" ]
}

# offsite_fact NAME: or nothing.
offsite_fact() {
  sed -n "s/^$1=//p" "$state/offsite" 2>/dev/null || :
}

# offsite_why: why the last attempt failed, or nothing.
offsite_why() {
  offsite_fact problem | grep . || offsite_fact stuck
}

# copied_when: for people.
copied_when() {
  copied=$(offsite_fact copied)
  if [ -n "$copied" ]; then
    printf 'the backup %s, whole since %s; changes until %s' "$(offsite_fact backup)" "$copied" "$(offsite_fact changes)"
  else
    printf 'nothing yet'
  fi
}

# offsite_check: a line of doctor. Whoever has set a place wants a copy of each night there.
offsite_check() {
  why=$(offsite_why)
  copied=$(offsite_fact copied)
  verdict=ok remedy=
  if [ -z "$copied" ] || [ "$(date -d "$copied" +%s)" -lt "$(($(date +%s) - 2 * 86400))" ]; then
    verdict=fail remedy='belvedere offsite says what is wrong, and goes on'
  elif [ -n "$why" ]; then
    verdict=warn remedy='belvedere offsite says what is wrong, and goes on'
  fi
  printf 'backups\toffsite\t%s\t%s\t%s\n' "$verdict" "$(copied_when)${why:+; the last attempt: $why}" "$remedy"
}

# note_offsite NAME=VALUE…: whole or not at all; two commands may come at the same time.
note_offsite() {
  (
    flock 7
    [ -e "$state/offsite" ] || : >"$state/offsite"
    for fact in "$@"; do
      {
        sed "/^${fact%%=*}=/d" "$state/offsite"
        printf '%s\n' "$fact"
      } >"$state/.offsite.facts"
      mv "$state/.offsite.facts" "$state/offsite"
    done
    offsite_json | status_file offsite.json
  ) 7>"$state/offsite.noting"
}

# offsite_json: for the console. Without a place all of it is null.
offsite_json() {
  there=
  ! offsite_is_set || there=$(cat "$settings/offsite/target")
  printf '{"target":%s' "$(json_or_null "$there")"
  for pair in copiedAt:copied backup:backup changesAt:changes failedAt:failed; do
    printf ',"%s":%s' "${pair%%:*}" "$(json_or_null "${there:+$(offsite_fact "${pair#*:}")}")"
  done
  printf ',"problem":%s}\n' "$(json_or_null "${there:+$(offsite_why)}")"
}

# carrier USER WORDS…: runs rclone, which can only read the backups then. Each part of them belongs to
# a user of its own.
carrier() {
  as_user=$1
  shift
  run_compose run --rm --no-deps -T --user "$as_user:$containers" carrier "$@"
}

# fetcher USER WORDS…: runs rclone, which can write backups then.
fetcher() {
  as_user=$1
  shift
  run_compose run --rm --no-deps -T --user "$as_user:$containers" fetcher "$@"
}

# find_offsite FOLDER: where the place is that is described there. Its name is looked up here, because
# containers ask nobody for names.
find_offsite() {
  compose_offsite=$1
  offsite_name=$(cat "$1/host")
  offsite_address=$(address_of "$offsite_name") || :
  if [ -z "$offsite_address" ]; then
    offsite_trouble unreachable "the name $offsite_name is not known to this machine"
    return 1
  fi
}

# offsite_trouble CODE WORDS…: why it does not go on. The code is for the console.
offsite_trouble() {
  offsite_problem=$1
  shift
  offsite_words=$*
}

# because_of_rclone: what is wrong, by what rclone said.
because_of_rclone() {
  case $(cat "$scratch/said") in
  *NoSuchBucket* | *'status code: 404'*) code=noBucket ;;
  *knownhosts:* | *x509:* | *'tls: '* | *'HTTP response to HTTPS'*) code=untrusted ;;
  *SignatureDoesNotMatch* | *InvalidAccessKeyId* | *AccessDenied* | *'status code: 403'* | \
    *'unable to authenticate'* | *SSH_FX_PERMISSION_DENIED* | *'parse private key'*) code=refused ;;
  *QuotaExceeded* | *StorageFull* | *InsufficientStorage* | *'status code: 507'* | \
    *[nN]'o space left'* | *SSH_FX_FAILURE*) code=full ;;
  *'corrupted on transfer'*) code=damaged ;;
  *'connection refused'* | *'no route to host'* | *unreachable* | *'timed out'* | *timeout* | \
    *'connection reset'* | *'broken pipe'* | *EOF* | *'send request failed'* | *'connection lost'*) code=unreachable ;;
  *) code=failed ;;
  esac
  offsite_trouble "$code" "$(awk '
    /Failed to/ { line = $0; next }
    /^caused by:/ && line != "" { line = line " " $0; next }
    NF { other = $0 }
    END { if (line == "") line = other; sub(/^[0-9\/]+ [0-9:]+ /, "", line); print substr(line, 1, 300) }
  ' "$scratch/said")"
}

# carried WORDS…: with what rclone said in $scratch/said, and why it failed.
carried() {
  if "$@" 2>"$scratch/said"; then return 0; fi
  because_of_rclone
  return 1
}

# read_offsite PATH: what a file there holds, to the standard output; nothing when there is none.
read_offsite() {
  if carrier 10005 cat "offsite:$1" </dev/null 2>"$scratch/said"; then return 0; fi
  if grep -q 'directory not found\|object not found' "$scratch/said"; then return 0; fi
  because_of_rclone
  return 1
}

# ledger_there: the ledger of what is there, to $scratch/there/backups.list. It comes from outside: what
# is not as this program writes it is not used.
ledger_there() {
  mkdir -p "$scratch/there"
  read_offsite backups.list >"$scratch/there/backups.list" || return 1
  moment='[0-9]\{4\}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'
  grep -qv "^[0-9]\{8\}T[0-9]\{6\}Z $moment $moment [0-9]\{1,\} [0-9.]\{5,20\} [0-9][0-9A-Z_-]* [0-9a-f]\{8,\} [0-9a-f]\{8,\} [0-9]\{1,\}\$" \
    "$scratch/there/backups.list" || return 0
  offsite_trouble foreign 'backups.list there is not one of ours'
  return 1
}

# is_ours_there: whether the place is empty or has these backups, and none that should be here too.
is_ours_there() {
  read_offsite files/config >"$scratch/config" || return 1
  # Of ours it may be the beginning, where one that was broken off is there by half.
  if ! head -c "$(wc -c <"$scratch/config")" "$target/files/config" 2>/dev/null | cmp -s - "$scratch/config"; then
    offsite_trouble foreign 'other backups are there: of another appliance, or of another folder of this one'
    return 1
  fi
  ledger_there || return 1
  { ledger && cat "$scratch/there/backups.list"; } | sort -u | kept_and_not | sed -n 's/^keep \([^ ]*\) .*/\1/p' >"$scratch/due"
  while read -r due; do
    if ! ledger | grep -q "^$due "; then
      offsite_trouble foreign "backup $due is there and not here: another appliance writes there, or it was lost here"
      return 1
    fi
  done <"$scratch/due"
}

# begin_offsite: containers of a command that was killed go on without it.
begin_offsite() {
  exec 8>"$state/offsite.lock"
  flock 8
  for service in carrier fetcher; do
    "$engine" ps --all --quiet --filter "label=com.docker.compose.project=$project" \
      --filter "label=com.docker.compose.service=$service" </dev/null
  done >"$scratch/left"
  while read -r container; do
    "$engine" rm --force "$container" </dev/null >/dev/null 2>&1 || :
  done <"$scratch/left"
  exec 8>&-
}

