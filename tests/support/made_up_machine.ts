import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const CPU = (number: number) =>
  `processor\t: ${number}\nflags\t\t: fpu aes avx2 sha_ni hypervisor\n`

/** A machine on which nothing is to be said against an install: path and content of what it tells. */
const GOOD: Record<string, string> = {
  '/proc/cpuinfo': [0, 1, 2, 3].map(CPU).join('\n'),
  '/proc/loadavg': '0.20 0.10 0.05 1/200 4000\n',
  '/proc/meminfo':
    'MemTotal: 33554432 kB\nMemAvailable: 31457280 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n',
  '/proc/swaps': 'Filename Type Size Used Priority\n',
  '/proc/filesystems': 'nodev\toverlay\n\text4\n',
  '/proc/modules': 'nf_tables 100 0 - Live 0x0\n',
  '/proc/cgroups': '#subsys_name hierarchy num_cgroups enabled\n',
  '/proc/mounts': '/dev/mapper/root / ext4 rw,relatime 0 0\n',
  '/proc/net/tcp': '  sl  local_address rem_address st\n',
  '/proc/net/udp': '  sl  local_address rem_address st\n',
  '/proc/net/route': 'Iface\tDestination\tGateway\n',
  '/proc/sys/kernel/osrelease': '6.12.1\n',
  '/proc/sys/kernel/core_pattern': '|/bin/false\n',
  '/proc/sys/kernel/dmesg_restrict': '1\n',
  '/proc/sys/kernel/kptr_restrict': '1\n',
  '/proc/sys/kernel/pid_max': '4194304\n',
  '/proc/sys/kernel/random/entropy_avail': '256\n',
  '/proc/sys/kernel/randomize_va_space': '2\n',
  '/proc/sys/kernel/seccomp/actions_avail': 'kill_process errno allow\n',
  '/proc/sys/kernel/shmmax': '18446744073692774399\n',
  '/proc/sys/kernel/threads-max': '120000\n',
  '/proc/sys/fs/file-max': '9223372036854775807\n',
  '/proc/sys/fs/inotify/max_user_watches': '120000\n',
  '/proc/sys/net/core/rmem_max': '5000000\n',
  '/proc/sys/net/core/somaxconn': '4096\n',
  '/proc/sys/net/ipv4/ip_forward': '1\n',
  '/proc/sys/net/ipv4/tcp_max_syn_backlog': '2048\n',
  '/proc/sys/net/ipv6/conf/all/disable_ipv6': '0\n',
  '/proc/sys/user/max_user_namespaces': '120000\n',
  '/proc/sys/vm/max_map_count': '262144\n',
  '/proc/sys/vm/overcommit_memory': '1\n',
  '/proc/sys/vm/panic_on_oom': '0\n',
  '/proc/sys/vm/swappiness': '10\n',
  '/sys/class/net/eth0/mtu': '1500\n',
  '/sys/class/net/eth0/operstate': 'up\n',
  '/sys/class/net/lo/mtu': '65536\n',
  '/sys/class/net/lo/operstate': 'unknown\n',
  '/sys/devices/system/clocksource/clocksource0/current_clocksource': 'tsc\n',
  '/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory pids\n',
  '/sys/kernel/mm/transparent_hugepage/enabled': 'always [madvise] never\n',
  '/sys/kernel/security/lsm': 'lockdown,capability,apparmor\n',
  '/sys/module/bridge/refcnt': '0\n',
  '/etc/group': 'root:x:0:\ndocker:x:999:\n',
  '/etc/hosts': '127.0.0.1 localhost\n10.1.2.3 belvedere.example.org\n',
  '/etc/os-release': 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n',
  '/etc/systemd/system/multi-user.target.wants/docker.service': '',
  '/run/systemd/system/.there': '',
  '/run/systemd/timesync/synchronized': '',
}

/**
 * Writes down such a machine, with some files of its own.
 *
 * @param changes path → content, or nothing where the file is to be missing
 */
export function makeUpMachine(folder: string, changes: Record<string, string | undefined> = {}) {
  rmSync(folder, { recursive: true, force: true })
  for (const [path, content] of Object.entries({ ...GOOD, ...changes })) {
    if (content === undefined) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  symlinkSync('/usr/share/zoneinfo/Europe/Berlin', join(folder, 'etc/localtime'))
  return folder
}
