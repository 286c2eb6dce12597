# The kernel, and what containers need of it.

check_kernel_version() {
  found=$(sysctl_value kernel/osrelease)
  if kernel_is_from 5 10; then
    ok "$found"
  elif kernel_is_from 4 18; then
    warn "$found" 'works; 5.10 or later holds containers better apart'
  else
    fail "$found" 'use a system with kernel 4.18 or later'
  fi
}

check_cgroups() {
  if [ -f "$probe/sys/fs/cgroup/cgroup.controllers" ]; then
    ok 'version 2'
  elif [ -d "$probe/sys/fs/cgroup/memory" ]; then
    warn 'version 1' 'boot with systemd.unified_cgroup_hierarchy=1: limits hold better'
  else
    fail none 'mount cgroups: containers have no limits without them'
  fi
}

# has_controller NAME: of cgroups, in either version.
has_controller() {
  grep -q -w "$1" "$probe/sys/fs/cgroup/cgroup.controllers" 2>/dev/null ||
    awk -v name="$1" '$1 == name && $4 == 1 { found = 1 } END { exit !found }' "$probe/proc/cgroups"
}

# controller NAME: says whether there is one.
controller() {
  if has_controller "$1"; then
    ok there
  else
    fail missing "boot with cgroup_enable=$1: limits of containers need it"
  fi
}

check_cgroup_memory() { controller memory; }
check_cgroup_cpu() { controller cpu; }
check_cgroup_pids() { controller pids; }

check_seccomp() {
  case $(sysctl_value kernel/seccomp/actions_avail) in
  *errno*) ok there ;;
  *) fail missing 'use a kernel with CONFIG_SECCOMP_FILTER' ;;
  esac
}

check_access_control() {
  modules=$(first_line /sys/kernel/security/lsm)
  case $modules in
  *apparmor*) ok AppArmor ;;
  *selinux*)
    if [ "$(first_line /sys/fs/selinux/enforce)" = 1 ]; then
      ok 'SELinux, enforcing'
    else
      warn 'SELinux, not enforcing' 'setenforce 1: containers are confined then'
    fi
    ;;
  *) warn none 'AppArmor or SELinux would confine containers once more' ;;
  esac
}

check_user_namespaces() {
  most=$(sysctl_value user/max_user_namespaces)
  if [ "${most:-0}" -gt 0 ]; then
    ok "$most"
  else
    warn "${most:-none}" 'sysctl user.max_user_namespaces=15000, for engines without root'
  fi
}

check_overlay() {
  if grep -q -w overlay "$probe/proc/filesystems" || grep -q -w '^overlay' "$probe/proc/modules"; then
    ok there
  else
    warn 'not loaded' 'modprobe overlay: engines store images by it'
  fi
}

check_bridge() {
  if [ -d "$probe/sys/module/bridge" ] || [ -d "$probe/sys/class/net/docker0/bridge" ]; then
    ok there
  else
    warn 'not loaded' 'modprobe bridge: networks of containers need it'
  fi
}

check_forwarding() {
  if [ "$(sysctl_value net/ipv4/ip_forward)" = 1 ]; then
    ok on
  else
    warn off 'sysctl net.ipv4.ip_forward=1, unless the engine does it itself'
  fi
}

# sysctl_from NAME GOOD WHY: warns below a number.
sysctl_from() {
  found=$(sysctl_value "$1")
  dotted=$(printf '%s' "$1" | tr / .)
  # More digits than a shell counts with is more than enough.
  if [ "${#found}" -gt 15 ] || [ "${found:-0}" -ge "$2" ]; then
    ok "$found"
  else
    warn "${found:-none}" "sysctl $dotted=$2: $3"
  fi
}

check_open_files_of_system() { sysctl_from fs/file-max 200000 'every connection is an open file'; }
check_processes_of_system() { sysctl_from kernel/pid_max 32768 'containers have their own processes'; }
check_threads_of_system() { sysctl_from kernel/threads-max 16000 'every service has threads'; }
check_connections_waiting() { sysctl_from net/core/somaxconn 1024 'many people join at once'; }
check_connections_beginning() { sysctl_from net/ipv4/tcp_max_syn_backlog 512 'many people join at once'; }
check_memory_maps() { sysctl_from vm/max_map_count 65530 'models and databases map many files'; }
check_shared_memory() { sysctl_from kernel/shmmax 268435456 'PostgreSQL shares memory'; }
check_watches() { sysctl_from fs/inotify/max_user_watches 8192 'the engine watches files'; }

check_pointers_hidden() {
  if [ "$(sysctl_value kernel/kptr_restrict)" -ge 1 ] && [ "$(sysctl_value kernel/dmesg_restrict)" -ge 1 ]; then
    ok yes
  else
    warn no 'sysctl kernel.kptr_restrict=1 kernel.dmesg_restrict=1'
  fi
}

check_core_dumps() {
  case $(sysctl_value kernel/core_pattern) in
  core | core.*) warn "$(sysctl_value kernel/core_pattern)" 'a dump holds what the memory held: ulimit -c 0, or sysctl kernel.core_pattern=|/bin/false' ;;
  *) ok "$(sysctl_value kernel/core_pattern)" ;;
  esac
}

check_address_randomness() {
  found=$(sysctl_value kernel/randomize_va_space)
  if [ "$found" = 2 ]; then
    ok full
  else
    warn "${found:-none}" 'sysctl kernel.randomize_va_space=2'
  fi
}
