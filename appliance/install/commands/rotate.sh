# belvedere rotate certificate | services: makes a new certificate of the server, or new passwords of the services.
# What uses them is started again. Interrupted, it is run again. The appliance key is
# replaced by hand: docs/operator/keys.md tells how.

rotate_certificate() {
  [ -s "$settings/tls/ca.key" ] ||
    refuse 3 "the certificate is not ours: put the new one to $settings/tls, server.pem and server.key, and run install again"
  mkdir -p "$settings/.tls.new"
  chmod 700 "$settings/.tls.new"
  cp "$settings/tls/ca.pem" "$settings/tls/ca.key" "$settings/.tls.new/"
  make_server_certificate "$settings/.tls.new" "$(setting PUBLIC_HOST)"
  chmod 644 "$settings/.tls.new/server.pem"
  own_secret "$settings/.tls.new/server.key" server.key
  mv "$settings/.tls.new/server.key" "$settings/tls/server.key"
  mv "$settings/.tls.new/server.pem" "$settings/tls/server.pem"
  rm -rf "$settings/.tls.new"
  start_again gateway
}

# What opens what is kept stays: the appliance key, and the recovery key of the backups. So does what
# was given for a mail server.
rotate_services() {
  old=$secrets
  secrets=$settings/.secrets.new
  rm -rf "$secrets"
  mkdir "$secrets"
  for name in appliance_key recovery_key; do cp -p "$old/$name" "$secrets/$name"; done
  for name in smtp_url smtp_ca.pem; do
    [ ! -e "$old/$name" ] || cp -p "$old/$name" "$secrets/$name"
  done
  make_secrets
  secrets=$old
  # Between the two names there are no secrets for a moment; take_up_secrets mends it.
  # What a rotate that did not come to its end left would swallow them.
  rm -rf "$settings/.secrets.old"
  mv "$secrets" "$settings/.secrets.old"
  mv "$settings/.secrets.new" "$secrets"
  start_again
  rm -rf "$settings/.secrets.old"
}

# start_again SERVICES…: those, or all, with the files as they are now.
start_again() {
  run_compose up --detach --force-recreate "$@" >"$scratch/up" 2>&1 ||
    refuse 1 "the services do not start: $(tail -n 5 "$scratch/up")"
  wait_until_ready 300
  write_status
}

main_of_command() {
  [ $# -eq 1 ] || usage 'say what: certificate or services'
  case $1 in certificate | services) ;; *) usage "rotate knows no $1" ;; esac
  [ -n "$(installed_release)" ] || refuse 3 'nothing is installed'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  find_engine
  hold_lock
  no_uninstall_half_way
  no_upgrade_half_way
  take_up_secrets
  "rotate_$1"
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"rotated":"%s"}\n' "$1"
  else
    echo "New: $1."
  fi
}
