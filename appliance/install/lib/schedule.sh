# What goes by itself: a backup each night, a drill each week, and where a place for a copy is set the
# changes of the database three times a minute, by systemd where it is and else by cron. What is there
# already is the operator's, and stays.

# write_once FILE: from what comes in, unless there is one.
write_once() {
  if [ -e "$1" ]; then
    cat >/dev/null
    return 0
  fi
  mkdir -p "${1%/*}"
  cat >"$1.new"
  chmod 644 "$1.new"
  mv "$1.new" "$1"
}

# scheduled COMMAND: as it is to be run.
scheduled() {
  printf '%s' "$root/usr/local/bin/belvedere $1 --json${root:+ --root $root}"
}

# write_timer COMMAND WHEN [WORDS]: words come after the command, and it is held to the second then.
write_timer() {
  unit=$root/etc/systemd/system/belvedere-$1
  write_once "$unit.service" <<END
[Unit]
Description=Belvedere: $1
[Service]
Type=oneshot
ExecStart=$(scheduled "$1${3:+ $3}")
END
  write_once "$unit.timer" <<END
[Unit]
Description=Belvedere: $1
[Timer]
OnCalendar=$2
${3:+AccuracySec=1s}
Persistent=true
[Install]
WantedBy=timers.target
END
}

# on_systemd WORDS…: unless the machine is only made up, or the install lies below another folder.
on_systemd() {
  if [ -n "$root$probe" ] || [ ! -d /run/systemd/system ]; then return 0; fi
  systemctl --quiet "$@" >"$scratch/systemctl" 2>&1 || say "      systemctl: $(sed -n '$p' "$scratch/systemctl")"
}

schedule_commands() {
  if [ -d "$probe/run/systemd/system" ]; then
    write_timer backup '*-*-* 02:15'
    write_timer drill 'Sun *-*-* 04:15'
    on_systemd daemon-reload
    on_systemd enable --now belvedere-backup.timer belvedere-drill.timer
  elif [ -d "$probe/etc/cron.d" ]; then
    write_once "$root/etc/cron.d/belvedere" <<END
15 2 * * * root $(scheduled backup) >/dev/null 2>&1
15 4 * * 0 root $(scheduled drill) >/dev/null 2>&1
END
  else
    say '      neither systemd nor cron is here: have backups started by something else'
  fi
}

unschedule_commands() {
  on_systemd disable --now belvedere-backup.timer belvedere-drill.timer
  rm -f "$root"/etc/systemd/system/belvedere-backup.* "$root"/etc/systemd/system/belvedere-drill.* \
    "$root/etc/cron.d/belvedere"
  on_systemd daemon-reload
}

# schedule_changes: half a minute after a change was kept here it is there too; by cron, a minute.
schedule_changes() {
  if [ -d "$probe/run/systemd/system" ]; then
    write_timer offsite '*-*-* *:*:00/20' --changes
    on_systemd daemon-reload
    on_systemd enable --now belvedere-offsite.timer
  elif [ -d "$probe/etc/cron.d" ]; then
    write_once "$root/etc/cron.d/belvedere-offsite" <<END
* * * * * root $(scheduled 'offsite --changes') >/dev/null 2>&1
END
  else
    say '      neither systemd nor cron is here: have belvedere offsite --changes started each minute'
  fi
}

unschedule_changes() {
  on_systemd disable --now belvedere-offsite.timer
  rm -f "$root"/etc/systemd/system/belvedere-offsite.* "$root/etc/cron.d/belvedere-offsite"
  on_systemd daemon-reload
}
