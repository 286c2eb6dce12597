# The container engine of the host: Docker, or Podman where there is no Docker.

# patiently SECONDS COMMAND…: gives up when an engine hangs.
patiently() {
  timeout "$@"
}

# find_engine: sets $engine and $compose (words), each empty when there is none, and $engine_version,
# empty when the engine does not answer.
find_engine() {
  engine=
  engine_version=
  compose=
  for name in docker podman; do
    if command -v "$name" >/dev/null 2>&1; then
      engine=$name
      break
    fi
  done
  [ -n "$engine" ] || return 0
  # Docker's server is another program; Podman has none.
  case $engine in docker) side=Server ;; *) side=Client ;; esac
  engine_version=$(patiently 10 "$engine" version --format "{{.$side.Version}}" 2>/dev/null) || engine_version=
  for words in "$engine compose" "$engine-compose"; do
    # shellcheck disable=SC2086 # two words
    if patiently 10 $words version >/dev/null 2>&1; then
      compose=$words
      break
    fi
  done
}

# engine_says FORMAT: what the engine tells about itself, on one line; nothing when it is not running.
engine_says() {
  [ -n "$engine_version" ] || return 0
  patiently 10 "$engine" info --format "$1" 2>/dev/null | sed -n 1p
}

# image_id IMAGE: the id that the engine has for a name, or nothing.
image_id() {
  "$engine" image inspect --format '{{.Id}}' "$1" 2>/dev/null || :
}

# compose_files FOLDER: those of a release that this install is run by, what comes on top first.
compose_files() {
  if [ -s "$settings/licence/keys.pem" ] && [ -e "$1/licence.yaml" ]; then echo "$1/licence.yaml"; fi
  if mail_is_set && [ -e "$1/mail.yaml" ]; then
    [ ! -s "$secrets/smtp_ca.pem" ] || echo "$1/mail_authority.yaml"
    echo "$1/mail.yaml"
  fi
  echo "$1/compose.yaml"
}

# run_compose WORDS…: Compose, for this install. Secrets are files: none is a word of a command. It is
# the release in use that is run, or that of $compose_release. What is
# restored beside it has $compose_settings, $compose_backups and $compose_volumes; what is carried away
# has what find_offsite has found.
run_compose() {
  compose_folder=$releases/${compose_release:-current}
  cat "$compose_folder/images.env" "$settings/belvedere.env" >"$scratch/compose.env" || return 1
  parts=$(setting BELVEDERE_PARTS | tr ',' ' ')
  (
    # What the caller's shell happens to have set means nothing here; nor may what is started hold the
    # lock.
    exec 6>&- 8>&- 9>&-
    while IFS='=' read -r variable _; do
      # Empty lines and comments name no variable.
      case $variable in '' | [0-9]* | *[!A-Za-z0-9_]*) continue ;; esac
      unset "$variable"
    done <"$scratch/compose.env"
    for part in $parts; do set -- --profile "$part" "$@"; done
    export BELVEDERE_ETC="${compose_settings:-$settings}" BELVEDERE_STATE="$state"
    export BELVEDERE_BACKUPS="${compose_backups:-$(backups_folder)}"
    export BELVEDERE_VOLUMES="${compose_volumes:-$(volumes_name)}"
    export BELVEDERE_OFFSITE="${compose_offsite:-$settings/offsite}"
    export OFFSITE_NAME="${offsite_name:-offsite.invalid}" OFFSITE_ADDRESS="${offsite_address:-127.0.0.1}"
    compose_files "$compose_folder/compose" >"$scratch/compose-files"
    while read -r path; do set -- --file "$path" "$@"; done <"$scratch/compose-files"
    # shellcheck disable=SC2086 # two words
    $compose --project-name "$project" --env-file "$scratch/compose.env" "$@"
  )
}

# engine_folder: in which the engine keeps images and volumes.
engine_folder() {
  found=$(engine_says '{{.DockerRootDir}}')
  [ -n "$found" ] || found=$(engine_says '{{.Store.GraphRoot}}')
  printf '%s' "${found:-/var/lib}"
}

# project_containers: the id of each container of this install, those of single commands included.
project_containers() {
  "$engine" ps --all --quiet --filter "label=com.docker.compose.project=$project" </dev/null
}
