# What runs, and how it is.

# containers_now: one line for each container: service, state, exit code, health ("none" without one).
containers_now() {
  run_compose ps --all --quiet 2>/dev/null | while read -r id; do
    "$engine" inspect --format \
      '{{index .Config.Labels "com.docker.compose.service"}} {{.State.Status}} {{.State.ExitCode}} {{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}}' \
      "$id" </dev/null 2>/dev/null || :
  done
}

# not_ready: services of containers_now that are not as they should be, each with what is wrong.
not_ready() {
  awk '
    $2 == "exited" && $3 == 0 { next }
    $2 == "running" && ($4 == "healthy" || $4 == "none") { next }
    { print $1 ": " $2 ($2 == "exited" ? " with " $3 : "") ($4 == "none" ? "" : ", " $4) }
  ' "$1"
}

# missing_services FILE [BUT]: those that the Compose file declares and containers_now does not have, but for
# one. What brings the database forward ends by itself, and may have been cleared away since.
missing_services() {
  if ! run_compose config --services >"$scratch/declared" 2>/dev/null </dev/null || [ ! -s "$scratch/declared" ]; then
    echo 'compose: does not tell what should run'
    return 0
  fi
  awk -v but="${2:-}" '
    NR == FNR { declared[$1]; next }
    { delete declared[$1] }
    END { for (service in declared) if (service != but && service != "migrate") print service ": missing" }
  ' "$scratch/declared" "$1" | sort
}

# look_at_services [BUT]: what there is, to $scratch/containers, and what is not as it should be, to
# $scratch/not-ready.
look_at_services() {
  containers_now >"$scratch/containers"
  if [ -s "$scratch/containers" ]; then
    not_ready "$scratch/containers"
    missing_services "$scratch/containers" "$@"
  else
    echo 'no container runs'
  fi >"$scratch/not-ready"
}

# end_other_parts: those that were asked for once, and are no more. Compose leaves them alone.
end_other_parts() {
  for service in ollama speech livekit prometheus; do
    if with_profile "$(part_of "$service")"; then continue; fi
    "$engine" ps --all --quiet --filter "label=com.docker.compose.project=$project" \
      --filter "label=com.docker.compose.service=$service" </dev/null
  done >"$scratch/ended-parts"
  while read -r id; do "$engine" rm --force "$id" </dev/null >/dev/null; done <"$scratch/ended-parts"
}

# wait_until_ready SECONDS [BUT]: fails with what is not.
wait_until_ready() {
  within=$1
  shift
  until=$(($(date +%s) + within))
  while :; do
    look_at_services "$@"
    if [ ! -s "$scratch/not-ready" ]; then return 0; fi
    if [ "$(date +%s)" -ge "$until" ]; then
      refuse 1 "not ready after $within s: $(tr '\n' ';' <"$scratch/not-ready") look at: belvedere doctor"
    fi
    sleep 2
  done
}

# containers_json
containers_json() {
  awk 'BEGIN { printf "[" }
    { printf "%s{\"service\":\"%s\",\"state\":\"%s\",\"exitCode\":%d,\"health\":\"%s\"}",
        (NR > 1 ? "," : ""), $1, $2, $3, $4 }
    END { print "]" }' "$1"
}

# disk_json: room where things lie, for the console. What is used each day is known from the second
# day on.
disk_json() {
  find_engine
  for pair in "data:$(engine_says '{{.DockerRootDir}}')" "backups:$state"; do
    folder=$(existing "${pair#*:}/.")
    printf '%s ' "${pair%%:*}"
    stat -f -c '%b %a %S' "$folder"
  done >"$scratch/disks"
  seconds=$(date +%s)
  awk -v at="$seconds" '{ printf "%d %s %.0f\n", at, $1, ($2 - $3) * $4 }' "$scratch/disks" \
    >>"$state/status/.disk.history"
  awk -v at="$seconds" '$1 > at - 30 * 86400' "$state/status/.disk.history" >"$scratch/history"
  cat "$scratch/history" >"$state/status/.disk.history"
  awk -v at="$(now)" -v seconds="$seconds" '
    NR == FNR { if (!($2 in first)) { first[$2] = $1; used[$2] = $3 }; next }
    BEGIN { printf "{\"at\":\"%s\",\"volumes\":[", at }
    {
      days = (seconds - first[$1]) / 86400
      daily = days >= 1 ? sprintf("%.0f", (($2 - $3) * $4 - used[$1]) / days) : "null"
      printf "%s{\"name\":\"%s\",\"bytes\":%.0f,\"freeBytes\":%.0f,\"usedPerDayBytes\":%s}",
        (count++ ? "," : ""), $1, $2 * $4, $3 * $4, daily
    }
    END { print "]}" }
  ' "$scratch/history" "$scratch/disks"
}

# write_status: every file of the console that these commands know.
write_status() {
  mkdir -p "$state/status"
  chmod 755 "$state/status"
  certificates_json | status_file certificates.json
  offsite_json | status_file offsite.json
  disk_json >"$scratch/disk.json"
  status_file disk.json <"$scratch/disk.json"
}
