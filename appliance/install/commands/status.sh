# belvedere status: what is installed, and how it is.
# Exit codes: 0 all is well, 5 a part is not, 3 nothing is installed.

main_of_command() {
  [ $# -eq 0 ] || usage "status knows no $1"
  installed=$(installed_release)
  no_uninstall_half_way
  [ -n "$installed" ] || refuse 3 'nothing is installed'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  find_engine
  look_at_services
  ! is_half_way || echo "an upgrade to $(planned to) was begun: ./belvedere upgrade, or belvedere rollback" >>"$scratch/not-ready"
  licence=$(licence_json)
  ! offsite_is_set || [ -z "$(offsite_why)" ] || echo "the copy of the backups elsewhere: $(offsite_why), at $(offsite_fact failed)" >>"$scratch/not-ready"
  well=true
  [ ! -s "$scratch/not-ready" ] || well=false
  if [ -n "$as_json" ]; then
    printf '{"ok":%s,"release":"%s","address":%s,"containers":%s,"certificates":%s,"copies":%s,"mail":%s,"licence":%s,"offsite":%s}\n' \
      "$well" "$installed" "$(json_text "$(setting PUBLIC_URL)")" "$(containers_json "$scratch/containers")" \
      "$(certificates_json)" "$(copies | copies_json)" "$(mail_json)" "${licence:-null}" "$(offsite_json)"
  else
    echo "Belvedere $installed at $(setting PUBLIC_URL)"
    awk '{ printf "  %-12s %s%s\n", $1, $2, ($4 == "none" ? "" : ", " $4) }' "$scratch/containers"
    if mail_is_set; then
      echo "Mail: leaves by $(setting SMTP_HOST) ($(setting SMTP_ADDRESS)), from $(setting SMTP_SENDER)"
    else
      echo 'Mail: stays in the mailbox of the operators'
    fi
    [ -z "$licence" ] || echo "Licence: $(licence_state "$licence")"
    ! offsite_is_set || echo "Backups elsewhere, $(cat "$settings/offsite/target"): $(copied_when)"
    copies | awk '{ printf "Copy of the database, %s: %d MiB\n", $1, $2 }'
    [ "$well" = true ] || sed 's/^/Not well: /' "$scratch/not-ready"
  fi
  [ "$well" = true ] || return 5
}
