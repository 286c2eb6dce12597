# What is said of the place for a copy of the backups: a file of lines name=value. Secrets are in files
# that it names, so that none is a word of a command.

# place NAME VALUE: takes one line.
place() {
  case $1 in
  kind) place_kind=$2 ;;
  url) place_url=${2%/} ;;
  bucket) place_bucket=$2 ;;
  folder) place_folder=${2%/} ;;
  region) place_region=$2 ;;
  host) place_host=$2 ;;
  port) place_port=$2 ;;
  user) place_user=$2 ;;
  access-key) place_access_key=$2 ;;
  secret-key) place_secret_key=$2 ;;
  ca) place_ca=$2 ;;
  key) place_key=$2 ;;
  known-hosts) place_known_hosts=$2 ;;
  *) usage "$described: there is no $1" ;;
  esac
  case $2 in *[!A-Za-z0-9._/:-]*) usage "$described: $1 has a character that it cannot have" ;; esac
}

# needs_file NAME FILE: whether it was named and holds something.
needs_file() {
  [ -n "$2" ] || usage "$described: $1 is missing"
  case $2 in /*) ;; *) usage "$described: $1 needs a path that begins with /" ;; esac
  if [ ! -r "$2" ] || [ ! -s "$2" ]; then usage "$described: $2 cannot be read or is empty"; fi
}

# one_word FILE: its only line, which becomes a line of another file.
one_word() {
  read -r word <"$1" || [ -n "$word" ]
  case $word in '' | *[!A-Za-z0-9._/+=-]*) usage "$1 holds no key" ;; esac
  printf '%s' "$word"
}

# take_place FILE FOLDER: puts what a file says to a folder, as the containers read it.
take_place() {
  described=$1
  [ -r "$described" ] || usage "$described cannot be read"
  place_kind='' place_url='' place_bucket='' place_folder='' place_region=us-east-1
  place_host='' place_port=22 place_user='' place_access_key='' place_secret_key='' place_ca=''
  place_key='' place_known_hosts=''
  while IFS='=' read -r said_name said_value || [ -n "$said_name" ]; do
    case $said_name in '' | '#'*) continue ;; esac
    place "$said_name" "$said_value"
  done <"$described"
  rm -rf "$2"
  mkdir -p "$2"
  case $place_kind in
  s3) take_bucket "$2" ;;
  sftp) take_host "$2" ;;
  *) usage "$described: kind is s3 or sftp" ;;
  esac
  chown -R "0:$containers" "$2"
  chmod 750 "$2"
  chmod 440 "$2"/*
}

take_bucket() {
  case $place_url in https://?*) ;; *) usage "$described: url needs an address that begins with https://" ;; esac
  [ -n "$place_bucket" ] || usage "$described: bucket is missing"
  needs_file access-key "$place_access_key"
  needs_file secret-key "$place_secret_key"
  needs_file ca "$place_ca"
  access_key=$(one_word "$place_access_key") || exit 2
  secret_key=$(one_word "$place_secret_key") || exit 2
  place_host=${place_url#https://}
  place_host=${place_host%%/*}
  printf '%s\n' "${place_host%:*}" >"$1/host"
  printf 's3 %s\n' "$place_url/$place_bucket${place_folder:+/$place_folder}" >"$1/target"
  cat "$place_ca" >"$1/ca.pem"
  cat >"$1/rclone.conf" <<END
[place]
type = s3
provider = Other
endpoint = $place_url
region = $place_region
force_path_style = true
no_check_bucket = true
access_key_id = $access_key
secret_access_key = $secret_key
[offsite]
type = alias
remote = place:$place_bucket${place_folder:+/$place_folder}
END
}

take_host() {
  [ -n "$place_host" ] || usage "$described: host is missing"
  [ -n "$place_user" ] || usage "$described: user is missing"
  [ -n "$place_folder" ] || usage "$described: folder is missing"
  case $place_port in *[!0-9]* | '') usage "$described: port is a number" ;; esac
  needs_file key "$place_key"
  needs_file known-hosts "$place_known_hosts"
  printf '%s\n' "$place_host" >"$1/host"
  printf 'sftp %s@%s:%s %s\n' "$place_user" "$place_host" "$place_port" "$place_folder" >"$1/target"
  cat "$place_key" >"$1/key"
  cat "$place_known_hosts" >"$1/known_hosts"
  # The other host runs no command for us: it may give us files and nothing else.
  cat >"$1/rclone.conf" <<END
[place]
type = sftp
host = $place_host
port = $place_port
user = $place_user
key_file = /run/offsite/key
known_hosts_file = /run/offsite/known_hosts
shell_type = none
disable_hashcheck = true
[offsite]
type = alias
remote = place:$place_folder
END
}
