# The machine: processor and memory.

check_architecture() {
  wanted=$(header architecture)
  if [ "$(this_architecture)" = "$wanted" ]; then
    ok "$wanted"
  else
    fail "$(this_architecture)" "use the bundle for this machine; this one is for $wanted"
  fi
}

check_cpu_cores() {
  at_least "$(grep -c '^processor' "$probe/proc/cpuinfo")" cores 4 2 'give the machine 4 cores or more'
}

check_cpu_vectors() {
  if grep -q -w -E 'avx2|asimd' "$probe/proc/cpuinfo"; then
    ok 'AVX2 or NEON'
  elif with_profile ai || with_profile speech; then
    fail 'neither AVX2 nor NEON' 'models need them: show the processor to the guest as it is'
  else
    warn 'neither AVX2 nor NEON' 'models will not run; show the processor to the guest as it is'
  fi
}

check_cpu_aes() {
  if grep -q -w aes "$probe/proc/cpuinfo"; then
    ok 'AES instructions'
  else
    warn 'no AES instructions' 'TLS and sealing will cost more time; show the processor to the guest as it is'
  fi
}

check_cpu_sha() {
  if grep -q -w -E 'sha_ni|sha2' "$probe/proc/cpuinfo"; then
    ok 'SHA instructions'
  else
    ok 'no SHA instructions; bundles verify slower'
  fi
}

check_load() {
  load=$(first_line /proc/loadavg)
  cores=$(grep -c '^processor' "$probe/proc/cpuinfo")
  if [ "${load%%.*}" -lt $((cores * 2)) ]; then
    ok "${load%% *}"
  else
    warn "${load%% *} on $cores cores" 'find out what keeps the machine busy'
  fi
}

check_memory() {
  at_least "$(mebibytes_of MemTotal)" MiB 7600 3600 'give the machine 8 GiB; below 4 GiB it does not run'
}

check_memory_available() {
  at_least "$(mebibytes_of MemAvailable)" MiB 4000 2800 'end other programs, or give the machine more memory'
}

check_memory_models() {
  has=$(mebibytes_of MemTotal)
  if [ "$has" -ge 15000 ]; then
    ok "$has MiB"
  elif with_profile ai; then
    fail "$has MiB" 'language models need 16 GiB; or install without --with ai'
  else
    warn "$has MiB" 'enough without language models; with them give it 16 GiB'
  fi
}

check_swap() {
  has=$(mebibytes_of SwapTotal)
  if [ "$has" -eq 0 ]; then
    ok none
  elif [ "$(sysctl_value vm/swappiness)" -le 60 ]; then
    ok "$has MiB"
  else
    warn "$has MiB, swappiness $(sysctl_value vm/swappiness)" 'sysctl vm.swappiness=10: a database that swaps is slow'
  fi
}

check_swap_sealed() {
  if [ "$(mebibytes_of SwapTotal)" -eq 0 ] || grep -q -E '/dev/(dm-|mapper/|zram)' "$probe/proc/swaps"; then
    ok 'nothing readable is swapped out'
  else
    warn 'swap on a plain device' 'encrypt the swap: parts of the memory lie on it'
  fi
}

check_transparent_huge_pages() {
  chosen=$(first_line /sys/kernel/mm/transparent_hugepage/enabled | sed 's/.*\[\(.*\)\].*/\1/')
  case $chosen in
  always) warn always 'echo madvise > /sys/kernel/mm/transparent_hugepage/enabled: Valkey and PostgreSQL stall otherwise' ;;
  *) ok "${chosen:-none}" ;;
  esac
}

check_overcommit() {
  chosen=$(sysctl_value vm/overcommit_memory)
  case $chosen in
  1) ok 1 ;;
  2) fail 2 'sysctl vm.overcommit_memory=1: containers cannot start processes otherwise' ;;
  *) warn "$chosen" 'sysctl vm.overcommit_memory=1: Valkey saves beside its work then' ;;
  esac
}

check_entropy() {
  at_least "$(sysctl_value kernel/random/entropy_avail)" bits 200 64 'wait, or give the machine a source of randomness (virtio-rng)'
}

check_kernel_out_of_memory() {
  if [ "$(sysctl_value vm/panic_on_oom)" = 0 ]; then
    ok 'ends one process'
  else
    warn 'stops the machine' 'sysctl vm.panic_on_oom=0: one greedy process would take all down'
  fi
}
