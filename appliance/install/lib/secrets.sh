# The secrets of an install: files of root that the group of the containers may read. No secret is
# ever a word of a command: what is run here with one is built into the shell.

# The group of every process in our images.
containers=10000

# own_secret FILE NAME: gives it the owner and mode that a container needs; what no container needs
# is root's alone.
own_secret() {
  case $2 in
  recovery_key | .*) chmod 600 "$1" ;;
  *)
    chown "0:$containers" "$1"
    chmod 440 "$1"
    ;;
  esac
}

# random_hex: 256 bits.
random_hex() {
  dd if=/dev/urandom bs=32 count=1 2>/dev/null | od -An -v -tx1 | tr -d ' \n'
}

# keep_secret NAME: what comes in becomes the secret, unless there is one already.
keep_secret() {
  if [ -s "$secrets/$1" ]; then
    cat >/dev/null
    return 0
  fi
  cat >"$secrets/.$1.new"
  [ -s "$secrets/.$1.new" ] || refuse 1 "$secrets/$1 could not be written"
  own_secret "$secrets/.$1.new" "$1"
  mv "$secrets/.$1.new" "$secrets/$1"
}

# secret NAME: its value, for other files of secrets.
secret() {
  read -r value <"$secrets/$1" || [ -n "$value" ]
  printf '%s' "$value"
}

# derived NAME FROM BEFORE AFTER: a secret that holds another.
derived() {
  printf '%s%s%s\n' "$3" "$(secret "$2")" "$4" | keep_secret "$1"
}

# key_for PART FILE: the key of a part of the backups, from the recovery key in a file: the SHA-256 of
# "belvedere backup PART 1", a line end and the key, all as hexadecimal.
key_for() {
  read -r recovery <"$2" || [ -n "$recovery" ]
  part_key=$(printf 'belvedere backup %s 1\n%s' "$1" "$recovery" | sha256sum)
  printf '%s\n' "${part_key%% *}"
}

# take_up_secrets: when rotate was stopped between two names of their folder.
take_up_secrets() {
  if [ ! -d "$secrets" ] && [ -d "$settings/.secrets.old" ]; then
    mv "$settings/.secrets.old" "$secrets"
  fi
}

# make_secrets: every one that is not there yet.
make_secrets() {
  mkdir -p "$settings" "$secrets"
  chmod 755 "$settings"
  chmod 700 "$secrets"
  for name in postgres_password postgres_owner_password s3_access_key s3_secret_key metrics_token \
    recovery_key .livekit .nats .valkey; do
    random_hex | keep_secret "$name"
  done
  # The appliance key is 256 bits in base64.
  if [ ! -s "$secrets/appliance_key" ]; then
    dd if=/dev/urandom bs=32 count=1 2>/dev/null | base64 | keep_secret appliance_key
  fi
  derived database_url postgres_password 'postgres://belvedere:' '@postgres:5432/belvedere'
  derived database_owner_url postgres_owner_password 'postgres://belvedere_owner:' '@postgres:5432/belvedere'
  derived livekit_keys .livekit 'belvedere: ' ''
  derived nats_password .nats 'password: "' '"'
  derived nats_url .nats 'nats://belvedere:' '@nats:4222'
  derived redis_url .valkey 'redis://belvedere:' '@valkey:6379'
  # Whoever has no password may ask whether it lives, and nothing else.
  digest=$(secret .valkey | sha256sum)
  printf 'user default on nopass resetkeys resetchannels -@all +ping\nuser belvedere on #%s ~belvedere:* -@all +@read +@write +@connection +@scripting +@transaction +info +time\n' \
    "${digest%% *}" | keep_secret valkey_users
  printf '[global]\nrepo1-cipher-pass=%s\n' "$(key_for database "$secrets/recovery_key")" |
    keep_secret pgbackrest_key.conf
  key_for files "$secrets/recovery_key" | keep_secret keeper_key
}

# look_for_secrets: every one that the Compose files speak of has to be there before anything starts.
look_for_secrets() {
  compose_files "$releases/${compose_release:-current}/compose" | while read -r path; do
    sed -n 's/.*}\/\(\(secrets\|tls\|licence\)\/[a-z0-9_.]*\).*/\1/p' "$path"
  done | sort -u >"$scratch/needed"
  while read -r path; do
    [ -s "$settings/$path" ] || refuse 1 "$settings/$path: missing, and the Compose file needs it"
  done <"$scratch/needed"
}
