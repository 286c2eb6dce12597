# belvedere install --host NAME [--with ai,speech,video] [--cert F --cert-key F --ca F] [--smtp-url-file F --smtp-sender ADDRESS --smtp-ca F] [--licence-keys F] [--answers FILE] [--base DIR]: installs this bundle.
# Run it again after whatever stopped it: it goes on from there. It overwrites neither secrets nor
# data. `install --stages` lists what it does.

STAGES='verify preflight release settings secrets certificates images models start ready schedule link'
READY_WITHIN=300

stage_verify() {
  verify_bundle
}

stage_preflight() {
  run_checks
  mkdir -p "$state/status"
  checks_json 0 | status_file preflight.json
  if [ "$(count_checks fail)" -gt 0 ]; then
    checks_table | grep -A 1 -E '^  fail|checks:' >&2
    refuse 3 'this machine will not do; nothing was changed'
  fi
  say "      $(count_checks ok) checks are well, $(count_checks warn) to look at: belvedere preflight"
}

stage_release() {
  lay_release
  use_release "$release"
}

# front_network: of the gateway and the web processes, and the worker's way to a mail server; others for
# each install of a machine.
front_network() {
  third=77
  if [ -n "$root" ]; then third=$((${project##*-} % 250 + 1)); fi
  echo "FRONT_NETWORK=10.213.$third.0/28"
  echo "MAIL_NETWORK=10.213.$third.16/28"
  echo "GATEWAY_ADDRESS=10.213.$third.14"
}

stage_settings() {
  mkdir -p "$settings"
  chmod 755 "$settings"
  if [ ! -s "$settings/belvedere.env" ]; then
    port=
    [ "$https_port" = 443 ] || port=:$https_port
    {
      echo "PUBLIC_HOST=$host"
      echo "PUBLIC_URL=https://$host$port"
      echo "HTTP_PORT=$http_port"
      echo "HTTPS_PORT=$https_port"
      echo "TZ=${time_zone:-UTC}"
      echo "BELVEDERE_PARTS=$profiles"
      front_network
    } >"$settings/.belvedere.env.new"
    chmod 644 "$settings/.belvedere.env.new"
    mv "$settings/.belvedere.env.new" "$settings/belvedere.env"
  fi
}

stage_secrets() {
  make_secrets
  take_mail
  take_licence_keys
}

stage_certificates() {
  make_certificates
}

stage_images() {
  load_images
}

# The part speech does not start without one.
stage_models() {
  if ! with_profile speech && ! with_profile ai; then return 0; fi
  look_for_secrets
  take_models "$releases/$release"
  look_at_models
  ! with_profile speech || grep -q '^speech ' "$scratch/there" ||
    refuse 3 'the part speech needs a model, and this bundle brings none: belvedere models import --file, then install again'
}

stage_start() {
  look_for_secrets
  make_backup_folders
  end_other_parts
  run_compose up --detach --remove-orphans >"$scratch/up" 2>&1 ||
    refuse 1 "the services do not start: $(tail -n 5 "$scratch/up")"
}

stage_ready() {
  wait_until_ready "$READY_WITHIN"
  write_release_status
  write_status
}

stage_schedule() {
  schedule_commands
  # What an uninstall has left of a place goes on.
  if offsite_is_set; then schedule_changes; fi
}

# A link that was made before is worth nothing once a new one is. It is not written down.
stage_link() {
  link=''
  if made=$(run_compose run --rm --no-deps -T ops setup:link 2>"$scratch/problem" </dev/null); then
    link=$(printf '%s\n' "$made" | sed -n '/^https\{0,1\}:/p' | sed -n '$p')
    [ -n "$link" ] || refuse 1 'no setup link was made'
  elif ! { printf '%s\n' "$made" && cat "$scratch/problem"; } | grep -q 'organisation already'; then
    refuse 1 "no setup link: $(tail -n 3 "$scratch/problem")"
  fi
}

# keeps VARIABLE DEFAULT ANSWER VALUE: refuses an answer that would be left unheard.
keeps() {
  has=$(setting "$1")
  has=${has:-$2}
  [ "$has" = "$4" ] ||
    refuse 3 "$settings/belvedere.env has $1=$has, and an install does not change it: leave --$3 away, or change it there (a port is in PUBLIC_URL too) and install again; nothing was changed"
}

# What was begun with other answers is not changed by new ones.
keep_to_what_was_begun() {
  [ -s "$settings/belvedere.env" ] || return 0
  begun=$(setting PUBLIC_HOST)
  [ "$host" = "$begun" ] ||
    refuse 3 "$settings/belvedere.env is for $begun: give --host $begun, or another --root"
  keeps HTTP_PORT 80 http-port "$http_port"
  keeps HTTPS_PORT 443 https-port "$https_port"
  keeps TZ UTC time-zone "${time_zone:-UTC}"
  keeps BELVEDERE_PARTS '' with "$profiles"
  if [ -n "$own_certificate" ] && [ -s "$settings/tls/server.pem" ] &&
    [ "$(sha256sum <"$own_certificate")" != "$(sha256sum <"$settings/tls/server.pem")" ]; then
    refuse 3 "$settings/tls has another certificate, and an install does not change it: put server.pem and server.key there yourself, and install again without --cert; nothing was changed"
  fi
}

# Whatever came before, its services run on its own files.
no_other_release() {
  found=$(installed_release)
  [ -z "$found" ] || is_older "$(header release)" "$found" || [ "$found" = "$(header release)" ] ||
    refuse 3 "$found is installed: ./belvedere upgrade brings $(header release)"
}

# What an uninstall has kept may be of a release that this one does not understand.
fits_data() {
  kept=$(release_of_data)
  if [ -n "$(installed_release)" ] || [ -z "$kept" ]; then return 0; fi
  ! is_older "$(header release)" "$kept" ||
    refuse 3 "the data here are of $kept, and $(header release) cannot use them: install $kept or a later release; nothing was changed"
  ! is_older "$kept" "$(header upgrades-from)" ||
    refuse 3 "the data here are of $kept, and $(header release) takes over from $(header upgrades-from) or later: install one in between first; nothing was changed"
}

finished() {
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"release":"%s","address":%s,"setupLink":%s,"seconds":%d}\n' "$release" \
      "$(json_text "$(setting PUBLIC_URL)")" "$(json_or_null "$link")" "$(($(date +%s) - from))"
    return 0
  fi
  echo "Belvedere $release is ready at $(setting PUBLIC_URL)"
  [ ! -s "$settings/tls/ca.pem" ] || echo "Its authority, for the browsers of your people: $settings/tls/ca.pem"
  if [ -n "$link" ]; then
    echo "One-time setup link: $link"
  else
    echo 'It has been set up already.'
  fi
}

main_of_command() {
  if [ "${1:-}" = --stages ]; then
    printf '%s\n' "$STAGES" | tr ' ' '\n'
    return 0
  fi
  from=$(date +%s)
  link=''
  bundle=$here
  read_answers "$@"
  if [ -n "$given_base" ]; then
    [ -d "$given_base" ] || usage "$given_base is no folder"
    given_base=$(cd "$given_base" && pwd -P)
  fi
  [ -n "$host" ] || usage 'name the host by which people will reach it: --host NAME'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  only_root_writes "$bundle" ${given_base:+"$given_base"}
  find_engine
  hold_lock
  no_uninstall_half_way
  keep_to_what_was_begun
  no_upgrade_half_way
  no_other_release
  fits_data
  take_up_secrets
  look_at_mail
  look_at_licence_keys
  read_header
  look_for_parts
  mark=$(mark_of_release)
  # These are quick: they take what was given since, and bring up again what was stopped; a link that was
  # lost is made anew.
  rm -f "$journal/install.secrets" "$journal/install.images" "$journal/install.models" "$journal/install.start" "$journal/install.ready" "$journal/install.link"
  # shellcheck disable=SC2086 # names
  run_stages install $STAGES
  finished
}
