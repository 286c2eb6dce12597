# The mail server of the house. Who mail comes from and where the server is are settings; its address
# with the password is a secret, which the shell alone reads.

# mail_is_set: whether mail leaves the appliance.
mail_is_set() {
  [ -n "$(setting SMTP_SENDER)" ] && [ -n "$(setting SMTP_ADDRESS)" ]
}

# mail_host FILE: the server that a file with its address names, or nothing when it holds no address.
mail_host() {
  read -r mail_way <"$1" || [ -n "$mail_way" ] || return 0
  case $mail_way in
  smtp://?* | smtps://?* | smtp+plaintext://?*) ;;
  *) return 0 ;;
  esac
  mail_way=${mail_way#*://}
  mail_way=${mail_way##*@}
  mail_way=${mail_way%%[:/]*}
  case $mail_way in *[!A-Za-z0-9.-]*) return 0 ;; esac
  printf '%s' "$mail_way"
}

# address_of NAME: IPv4, as this machine looks it up, or nothing.
address_of() {
  case $1 in
  *[!0-9.]*) patiently 15 getent ahostsv4 "$1" 2>/dev/null | awk 'NR == 1 { print $1 }' ;;
  *) printf '%s' "$1" ;;
  esac
}

# look_at_mail: refuses what cannot be used, before anything is changed. Sets $mail_server and $mail_at.
look_at_mail() {
  if [ -z "$mail_sender$mail_url_file$mail_authority" ]; then return 0; fi
  case $mail_sender in
  ?*@?*) ;;
  *) refuse 3 'say which address mail comes from: --smtp-sender belvedere@example.org; nothing was changed' ;;
  esac
  mail_file=${mail_url_file:-$secrets/smtp_url}
  [ -s "$mail_file" ] ||
    refuse 3 "$mail_file is missing: name a file with the address of the mail server, --smtp-url-file FILE; nothing was changed"
  mail_server=$(mail_host "$mail_file")
  if [ -z "$mail_server" ] || [ "$(wc -l <"$mail_file")" -gt 1 ]; then
    refuse 3 "$mail_file is no address such as smtp://user:password@mail.example.org, on one line; nothing was changed"
  fi
  mail_at=$(address_of "$mail_server")
  # What was known stays good while the name service is away.
  if [ -z "$mail_at" ] && [ "$(setting SMTP_HOST)" = "$mail_server" ]; then mail_at=$(setting SMTP_ADDRESS); fi
  case $mail_at in
  '') refuse 3 "this machine knows no IPv4 address of $mail_server: give it one in /etc/hosts or in its name service; nothing was changed" ;;
  127.*) refuse 3 "$mail_server is $mail_at, which is another machine for each container: name it as others in the house reach it; nothing was changed" ;;
  esac
  [ -z "$mail_authority" ] || openssl x509 -in "$mail_authority" -noout 2>/dev/null ||
    refuse 3 "$mail_authority is no certificate (PEM); nothing was changed"
}

# take_secret NAME FILE: a copy of what the operator gives becomes the secret, unless it is already.
take_secret() {
  if [ -s "$secrets/$1" ] && [ "$(sha256sum <"$secrets/$1")" = "$(sha256sum <"$2")" ]; then return 0; fi
  cp "$2" "$secrets/.$1.new"
  own_secret "$secrets/.$1.new" "$1"
  mv "$secrets/.$1.new" "$secrets/$1"
}

# take_mail: what was given by words, or put into the secrets by hand.
take_mail() {
  [ -n "$mail_sender" ] || return 0
  [ -z "$mail_url_file" ] || take_secret smtp_url "$mail_url_file"
  [ -z "$mail_authority" ] || take_secret smtp_ca.pem "$mail_authority"
  own_secret "$secrets/smtp_url" smtp_url
  [ ! -e "$secrets/smtp_ca.pem" ] || own_secret "$secrets/smtp_ca.pem" smtp_ca.pem
  change_settings "SMTP_SENDER=$mail_sender" "SMTP_HOST=$mail_server" "SMTP_ADDRESS=$mail_at" \
    "SMTP_CHANGED=$(changed_at "$secrets/smtp_url" "$secrets/smtp_ca.pem")"
}

# mail_trouble: what the appliance says keeps mail from the server, or nothing.
mail_trouble() {
  run_compose exec -T web-1 /usr/bin/node -e \
    'fetch("http://127.0.0.1:3333/health/ready").then((answer) => answer.text()).then(console.log)' \
    </dev/null 2>/dev/null | sed -n 's/.*"name":"mail","reason":"\([A-Za-z]*\)".*/\1/p'
}

# mail_checks: for doctor, in the form of its other checks.
mail_checks() {
  mail_is_set || return 0
  at_once=$(address_of "$(setting SMTP_HOST)")
  if [ -n "$at_once" ] && [ "$at_once" != "$(setting SMTP_ADDRESS)" ]; then
    printf 'mail\tmail_address\twarn\t%s is %s now, and is asked at %s\t%s\n' "$(setting SMTP_HOST)" "$at_once" \
      "$(setting SMTP_ADDRESS)" 'take the new address up: belvedere install'
  fi
  trouble=$(mail_trouble)
  if [ -n "$trouble" ]; then
    printf 'mail\tmail_server\twarn\t%s: %s\t%s\n' "$(setting SMTP_HOST)" "$trouble" \
      'docs/operator/services.md tells what each word means; mail waits meanwhile'
  else
    printf 'mail\tmail_server\tok\t%s\t\n' "$(setting SMTP_HOST)"
  fi
}

# mail_json: for status.
mail_json() {
  if mail_is_set; then
    printf '{"server":%s,"sender":%s}' "$(json_text "$(setting SMTP_HOST)")" "$(json_text "$(setting SMTP_SENDER)")"
  else
    printf null
  fi
}
