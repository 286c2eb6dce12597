# Ports, names and ways. Neither a default route nor a name service is needed.

# port PROTOCOL NUMBER
port() {
  if ! is_listening "$1" "$2" || [ -n "$(installed_release)" ]; then
    ok "$2/$1"
  else
    fail "$2/$1 is taken" "end what listens there, or choose another port in the answers"
  fi
}

check_port_http() { port tcp "$http_port"; }
check_port_https() { port tcp "$https_port"; }

check_ports_for_video() {
  if ! with_profile video; then
    ok 'not asked for'
  elif is_listening udp 7882 || is_listening udp 3478; then
    fail 'udp 7882 or 3478 is taken' 'end what listens there: video and TURN need them'
  else
    ok 'udp 7882 and 3478'
  fi
}

check_udp_buffers() {
  if ! with_profile video || [ "$(sysctl_value net/core/rmem_max)" -ge 2500000 ]; then
    ok "$(sysctl_value net/core/rmem_max)"
  else
    warn "$(sysctl_value net/core/rmem_max)" 'sysctl net.core.rmem_max=5000000: video loses packets otherwise'
  fi
}

check_host_name() {
  if [ -z "$host" ]; then
    warn 'not given' 'name it with --host: links and certificates begin with it'
  elif printf '%s\n' "$host" | grep -q -E '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$'; then
    ok "$host"
  else
    fail "$host" 'use small letters, digits, dashes and dots'
  fi
}

check_host_is_local() {
  case $host in
  localhost | *.localhost) warn "$host" 'only this machine reaches it by that name' ;;
  *) ok "${host:-not given}" ;;
  esac
}

check_host_resolves() {
  [ -n "$host" ] || { ok 'not given' && return 0; }
  found=$(awk -v name="$host" '
    $1 !~ /^#/ { for (place = 2; place <= NF; place++) if ($place == name) { print $1; exit } }
  ' "$probe/etc/hosts" 2>/dev/null)
  [ -n "$found" ] || [ -n "$probe" ] || found=$(patiently 3 getent hosts "$host" 2>/dev/null | awk '{ print $1; exit }')
  if [ -n "$found" ]; then
    ok "$found"
  else
    warn 'not known here' "put it into the name service, or into /etc/hosts of whoever uses it"
  fi
}

check_name_service() {
  found=$(awk '$1 == "nameserver" { print $2; exit }' "$probe/etc/resolv.conf" 2>/dev/null)
  ok "${found:-none; none is needed}"
}

check_default_route() {
  if awk '$2 == "00000000" && $1 != "Iface" { found = 1 } END { exit !found }' "$probe/proc/net/route"; then
    ok 'there; it is not used'
  else
    ok 'none; none is needed'
  fi
}

check_loopback() {
  if [ -d "$probe/sys/class/net/lo" ] && ! grep -q down "$probe/sys/class/net/lo/operstate"; then
    ok up
  else
    fail down 'ip link set lo up'
  fi
}

check_network_up() {
  found=
  for link in "$probe"/sys/class/net/*; do
    case ${link##*/} in lo | docker* | br-* | veth*) continue ;; esac
    if grep -q -E '^(up|unknown)$' "$link/operstate" 2>/dev/null; then found="$found ${link##*/}"; fi
  done
  if [ -n "$found" ]; then ok "${found# }"; else warn none 'nobody but this machine reaches it: bring a network up'; fi
}

check_packet_size() {
  small=
  for link in "$probe"/sys/class/net/*; do
    size=$(cat "$link/mtu" 2>/dev/null) || continue
    if [ "$size" -lt 1500 ]; then small="$small ${link##*/}:$size"; fi
  done
  if [ -z "$small" ]; then ok '1500 or more'; else warn "${small# }" 'set "mtu" of the engine to the same, or large answers get lost'; fi
}

check_networks_free() {
  # The engine takes 172.17.0.0/16 and those after it for its networks.
  taken=$(awk '$1 !~ /^(Iface|docker|br-)/ && $2 ~ /^0000(1[1-9A-F])AC$/ { print $1; exit }' "$probe/proc/net/route")
  if [ -z "$taken" ]; then
    ok 'no overlap'
  else
    warn "$taken is in 172.17.0.0/12 too" 'give the engine other networks: default-address-pools in daemon.json'
  fi
}

check_ipv6() {
  if [ "$(sysctl_value net/ipv6/conf/all/disable_ipv6)" = 0 ]; then ok on; else ok 'off; it is not needed'; fi
}

check_firewall() {
  if [ -d "$probe/run/firewalld" ]; then
    warn firewalld "firewall-cmd --permanent --add-port=$https_port/tcp, and the same for $http_port"
  elif [ -f "$probe/etc/ufw/ufw.conf" ] && grep -q 'ENABLED=yes' "$probe/etc/ufw/ufw.conf"; then
    warn ufw "ports of containers pass by ufw: restrict them in DOCKER-USER"
  elif grep -q -E '^(nf_tables|ip_tables)' "$probe/proc/modules" 2>/dev/null; then
    ok 'rules of the kernel'
  else
    ok 'none seen'
  fi
}

check_packet_filter() {
  if grep -q -E '^(nf_tables|ip_tables|iptable_nat|nft_chain_nat|nf_nat)' "$probe/proc/modules" 2>/dev/null ||
    [ -f "$probe/proc/net/ip_tables_names" ] || [ -d "$probe/sys/module/nf_tables" ]; then
    ok there
  else
    warn 'not seen' 'modprobe nf_tables: engines publish ports by it'
  fi
}

check_proxy() {
  found=
  for name in http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY; do
    eval "value=\${$name-}"
    [ -z "$value" ] || found="$found $name"
  done
  if [ -z "$found" ]; then
    ok none
  else
    warn "${found# }" "unset them: nothing here speaks to the outside, and what is inside is not behind a proxy"
  fi
}
