# What is there already, and the certificate that was given.

check_existing_install() {
  found=$(installed_release)
  kept=$(release_of_data)
  if [ -z "$found" ] && [ -n "$kept" ] && is_older "$(header release)" "$kept"; then
    fail "data of $kept" "install $kept or a later release"
  elif [ -z "$found" ]; then
    ok "none${kept:+, but data of $kept}"
  elif [ "$found" = "$(header release)" ]; then
    ok "$found, this release"
  elif [ "$command" = upgrade ]; then
    ok "$found, from which $(header release) takes over"
  else
    fail "$found" 'another release is installed: ./belvedere upgrade brings this one'
  fi
}

check_half_finished() {
  if [ ! -d "$journal" ]; then
    ok none
  elif [ -e "$journal/install.ready" ]; then
    ok 'finished'
  else
    ok "$(find "$journal" -name 'install.*' | wc -l) stages are done; install goes on from there"
  fi
}

check_release_folder() {
  if [ -L "$releases" ] || { [ -e "$releases" ] && [ ! -d "$releases" ]; }; then
    fail "$releases is no folder" 'move it away'
  else
    ok "$releases"
  fi
}

check_secrets_kept() {
  if [ ! -d "$secrets" ]; then
    ok 'none yet'
  elif [ "$(stat -c '%a %u' "$secrets")" != '700 0' ] && [ -z "$probe" ] && [ "$(id -u)" = 0 ]; then
    fail "$secrets has mode and owner $(stat -c '%a %u' "$secrets")" "chown root $secrets && chmod 700 $secrets"
  else
    ok 'kept as they are'
  fi
}

check_settings_safe() {
  file=$settings/belvedere.env
  if [ ! -e "$file" ]; then
    ok 'none yet'
  else
    mode=$(stat -c %a "$file")
    case $mode in
    *[2367]) fail "mode $mode" "chmod o-w $file" ;;
    *) ok "mode $mode" ;;
    esac
  fi
}

check_certificate_valid() {
  [ -n "$own_certificate" ] || { ok 'made by the install' && return 0; }
  if [ ! -r "$own_certificate" ]; then
    fail "$own_certificate cannot be read" 'name a file'
  elif ! openssl x509 -in "$own_certificate" -noout 2>/dev/null; then
    fail "$own_certificate is no certificate" 'give it as PEM'
  elif ! openssl x509 -in "$own_certificate" -noout -checkend 0 >/dev/null; then
    fail "$(openssl x509 -in "$own_certificate" -noout -enddate)" 'have a new one made'
  elif ! openssl x509 -in "$own_certificate" -noout -checkend 2592000 >/dev/null; then
    warn "$(openssl x509 -in "$own_certificate" -noout -enddate)" 'it ends within 30 days: have a new one made'
  else
    ok "$(openssl x509 -in "$own_certificate" -noout -enddate)"
  fi
}

check_certificate_name() {
  { [ -n "$own_certificate" ] && [ -n "$host" ]; } || { ok 'made by the install' && return 0; }
  case $host in *[!0-9.]*) kind=host ;; *) kind=ip ;; esac
  if openssl x509 -in "$own_certificate" -noout "-check$kind" "$host" 2>/dev/null | grep -q 'does match'; then
    ok "$host"
  else
    fail "is not for $host" 'have one made for that name'
  fi
}

check_certificate_key() {
  [ -n "$own_certificate" ] || { ok 'made by the install' && return 0; }
  one=$(openssl x509 -in "$own_certificate" -noout -pubkey 2>/dev/null | sha256sum)
  other=$(openssl pkey -in "$own_key" -pubout 2>/dev/null | sha256sum)
  if [ "$one" = "$other" ]; then ok 'belongs to it'; else fail 'belongs to another' 'give the key of the certificate, as PEM, without a password'; fi
}

check_certificate_chain() {
  [ -n "$own_certificate" ] || { ok 'made by the install' && return 0; }
  if [ -z "$own_authority" ]; then
    warn 'no --ca given' 'whoever has no authority of it sees a warning'
  elif openssl verify -CAfile "$own_authority" -untrusted "$own_certificate" "$own_certificate" >/dev/null 2>&1; then
    ok complete
  else
    fail 'not signed by the authority' 'put the certificates in between into the file of the certificate'
  fi
}
