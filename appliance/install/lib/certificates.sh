# The authority and the server's certificate.

# name_of_host: as a certificate has it, DNS:… or IP:….
name_of_host() {
  case $1 in
  *[!0-9.]*) printf 'DNS:%s' "$1" ;;
  *) printf 'IP:%s' "$1" ;;
  esac
}

# only_host: what an authority of ours may vouch for: this host, so that its key is worth nothing else.
only_host() {
  case $1 in
  *[!0-9.]*) printf 'critical,permitted;DNS:%s' "$1" ;;
  *) printf 'critical,permitted;IP:%s/255.255.255.255' "$1" ;;
  esac
}

# ssl WORDS…: openssl, heard only when it fails.
ssl() {
  openssl "$@" 2>"$scratch/openssl" || refuse 1 "openssl $1: $(cat "$scratch/openssl")"
}

# make_authority FOLDER HOST. A common name has 64 letters at most; what counts are the names beside it.
make_authority() {
  printf '[req]\ndistinguished_name=dn\nx509_extensions=v3\nprompt=no\n[dn]\nCN=%.64s\n[v3]\nbasicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\nnameConstraints=%s\n' \
    "Belvedere authority of $2" "$(only_host "$2")" >"$scratch/authority"
  ssl req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -sha256 -days 3650 \
    -config "$scratch/authority" -keyout "$1/ca.key" -out "$1/ca.pem"
}

# make_server_certificate FOLDER HOST: signed by the authority of the folder.
make_server_certificate() {
  printf '[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=%.64s\n' "$2" >"$scratch/server"
  printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=%s\nauthorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n' \
    "$(name_of_host "$2")" >"$scratch/extensions"
  ssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -sha256 \
    -config "$scratch/server" -keyout "$1/server.key" -out "$scratch/request"
  printf '%s\n' "0x$(random_hex | cut -c 1-32)" >"$scratch/serial"
  ssl x509 -req -in "$scratch/request" -CA "$1/ca.pem" -CAkey "$1/ca.key" -sha256 -days 825 \
    -set_serial "$(cat "$scratch/serial")" -extfile "$scratch/extensions" -out "$1/server.pem"
}

# make_certificates: the operator's, or ours; all of them or none, and never twice.
make_certificates() {
  if [ -s "$settings/tls/server.pem" ] && [ -s "$settings/tls/server.key" ]; then return 0; fi
  [ ! -e "$settings/tls" ] || refuse 3 "$settings/tls is there, without server.pem and server.key"
  rm -rf "$settings/.tls.new"
  mkdir "$settings/.tls.new"
  if [ -n "$own_certificate" ]; then
    cp "$own_certificate" "$settings/.tls.new/server.pem"
    cp "$own_key" "$settings/.tls.new/server.key"
    [ -z "$own_authority" ] || cp "$own_authority" "$settings/.tls.new/ca.pem"
  else
    make_authority "$settings/.tls.new" "$host"
    make_server_certificate "$settings/.tls.new" "$host"
    chmod 600 "$settings/.tls.new/ca.key"
  fi
  chmod 644 "$settings"/.tls.new/*.pem
  own_secret "$settings/.tls.new/server.key" server.key
  chmod 755 "$settings/.tls.new"
  mv "$settings/.tls.new" "$settings/tls"
}

# iso_date: "notAfter=Nov 23 04:00:00 2026 GMT" to ISO 8601.
iso_date() {
  awk -F '[= ]+' '{
    month = (index("JanFebMarAprMayJunJulAugSepOctNovDec", $2) + 2) / 3
    printf "%s-%02d-%02dT%sZ", $5, month, $3, $4
  }'
}

# certificates_json: those that are there, for the console.
certificates_json() {
  printf '['
  between=''
  for name in ca server; do
    file=$settings/tls/$name.pem
    [ -s "$file" ] || continue
    subject=$(openssl x509 -in "$file" -noout -subject -nameopt RFC2253 2>/dev/null) || continue
    printf '%s{"name":"%s","subject":%s,"notAfter":"%s"}' "$between" "$name" \
      "$(json_text "${subject#subject=}")" "$(openssl x509 -in "$file" -noout -enddate | iso_date)"
    between=,
  done
  printf ']\n'
}
