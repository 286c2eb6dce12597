# What the operator says: by words, by a file for unattended installs, or earlier.

# answer NAME VALUE: takes one answer.
answer() {
  case $1 in
  host) host=$2 ;;
  with) profiles=$2 ;;
  cert) own_certificate=$2 ;;
  cert-key) own_key=$2 ;;
  ca) own_authority=$2 ;;
  base) given_base=$2 ;;
  http-port | https-port)
    case $2 in '' | *[!0-9]*) usage "$1 is a number" ;; esac
    if [ "$1" = http-port ]; then http_port=$2; else https_port=$2; fi
    ;;
  time-zone) time_zone=$2 ;;
  smtp-url-file) mail_url_file=$2 ;;
  smtp-sender) mail_sender=$2 ;;
  smtp-ca) mail_authority=$2 ;;
  licence-keys) own_licence_keys=$2 ;;
  *) usage "there is no answer $1" ;;
  esac
  case $2 in *[!A-Za-z0-9._,/:+@-]*) usage "$1 has a character that it cannot have" ;; esac
}

# setting NAME: as an earlier install has it, or nothing.
setting() {
  sed -n "s/^$1=//p" "$settings/belvedere.env" 2>/dev/null | sed -n '$p'
}

# change_settings NAME=VALUE…: from now on.
change_settings() {
  printf '%s\n' "$@" >"$scratch/changes"
  {
    awk -F = 'NR == FNR { changed[$1]; next } !($1 in changed)' "$scratch/changes" "$settings/belvedere.env"
    cat "$scratch/changes"
  } >"$settings/.belvedere.env.new"
  chmod 644 "$settings/.belvedere.env.new"
  mv "$settings/.belvedere.env.new" "$settings/belvedere.env"
}

# changed_at FILES…: when one of them was last written, in seconds since 1970. A container that has one
# is made anew when this is another.
changed_at() {
  for each in "$@"; do [ ! -e "$each" ] || stat -c %.9Y "$each"; done | sort -n | sed -n '$p'
}

# read_answers WORDS…: what was said earlier, then the file, then the words.
read_answers() {
  host=$(setting PUBLIC_HOST)
  profiles=$(setting BELVEDERE_PARTS)
  http_port=$(setting HTTP_PORT)
  http_port=${http_port:-80}
  https_port=$(setting HTTPS_PORT)
  https_port=${https_port:-443}
  time_zone=$(setting TZ)
  given_base=''
  own_certificate=''
  own_key=''
  own_authority=''
  mail_sender=$(setting SMTP_SENDER)
  mail_url_file=''
  mail_authority=''
  own_licence_keys=''
  while [ $# -gt 0 ]; do
    case $1 in
    --answers)
      need_value "$1" $#
      [ -r "$2" ] || usage "$2 cannot be read"
      while IFS='=' read -r name value || [ -n "$name" ]; do
        case $name in '' | '#'*) continue ;; esac
        answer "$name" "$value"
      done <"$2"
      ;;
    --*)
      need_value "$1" $#
      answer "${1#--}" "$2"
      ;;
    *) usage "$command knows no $1" ;;
    esac
    shift 2
  done
  for profile in $(printf '%s' "$profiles" | tr ',' ' '); do
    case $profile in
    ai | speech | video | monitoring) ;;
    *) usage "there is no part $profile; there are ai, speech, video and monitoring" ;;
    esac
  done
  if [ -n "$own_certificate" ] && [ -z "$own_key" ]; then usage '--cert needs --cert-key'; fi
}

# look_for_parts: what is asked for beside the core has to have come along.
look_for_parts() {
  for part in $(printf '%s' "$profiles" | tr ',' ' '); do
    images_carried >"$scratch/carried"
    list_of "$scratch/carried" name | while read -r name; do part_of "$name"; done | grep -qx "$part" ||
      refuse 3 "this bundle does not carry the part $part"
  done
}
