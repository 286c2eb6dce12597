# The licence, and the keys of its publisher that the operator gives.

# look_at_licence_keys: refuses what cannot be used, before anything is changed.
look_at_licence_keys() {
  [ -z "$own_licence_keys" ] || openssl pkey -pubin -in "$own_licence_keys" -noout 2>/dev/null ||
    refuse 3 "$own_licence_keys holds no public key (PEM); nothing was changed"
}

# take_licence_keys: a copy of the file that was given; or what was put there by hand.
take_licence_keys() {
  if [ -n "$own_licence_keys" ]; then
    mkdir -p "$settings/licence"
    cp -p "$own_licence_keys" "$settings/licence/.keys.pem.new"
    mv "$settings/licence/.keys.pem.new" "$settings/licence/keys.pem"
  fi
  [ -s "$settings/licence/keys.pem" ] || return 0
  chmod 755 "$settings/licence"
  chmod 644 "$settings/licence/keys.pem"
  change_settings "LICENCE_KEYS_CHANGED=$(changed_at "$settings/licence/keys.pem")"
}

# licence_json: how the licence stands, or nothing when the appliance does not say.
licence_json() {
  run_compose exec -T worker /usr/bin/node bin/console.js licence:show --json </dev/null 2>/dev/null |
    sed -n '/^{"state":"[A-Za-z]*".*}$/p' | sed -n '$p'
}

# licence_state JSON
licence_state() {
  printf '%s\n' "$1" | sed -n 's/^{"state":"\([A-Za-z]*\)".*/\1/p'
}
