import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#tests/services/place'
import { STAND_IN_BACKUPS } from './stand_in_backups.js'
import { STAND_IN_OFFSITE } from './stand_in_offsite.js'

/**
 * A stand-in for Docker with Compose: it keeps what it was told in files below $STAND_IN, answers as
 * Docker does, and refuses as it does. It runs nothing. What it was asked with and does not know is
 * an error.
 */
const DOCKER = `#!/bin/sh
set -eu
state=$STAND_IN
missing() { echo "Error response from daemon: No such $1: $2" >&2; exit 1; }
unknown() { echo "stand-in for docker: does not know: $*" >&2; exit 125; }
down() { [ ! -e "$state/daemon-down" ] || { echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2; exit 1; }; }

# People write as long as they can come in; what they were told is kept has to stay.
people() {
  [ -e "$state/people" ] || return 0
  grep -qx gateway "$state/containers" 2>/dev/null || return 0
  line=$(od -An -N8 -tx1 /dev/urandom | tr -d ' \\n')
  echo "$line" >>"$database/base/written"
  echo "$line" >"$database/base/latest"
  echo "$line" >>"$state/people"
}

database_starts() {
  mkdir -p "$database/base/1"
  touch "$database/postmaster.pid" "$database/postgresql.auto.conf"
  rm -f "$database/recovery.signal"
  release=$(sed -n 's/^# release //p' "\${file%/compose/*}/MANIFEST.sha256")
  if [ "$release" = "$(cat "$state/does-not-migrate" 2>/dev/null)" ]; then
    echo half >"$database/base/half"
    printf '%s\\n' migrate >"$state/containers"
    echo 'service "migrate" did not complete successfully: exit 1' >&2
    exit 1
  fi
  grep -qx "$release" "$database/base/migrations" 2>/dev/null || echo "$release" >>"$database/base/migrations"
  echo "$release" >"$state/running"
}
${STAND_IN_BACKUPS}${STAND_IN_OFFSITE}
compose() {
  file= files= environment= project=
  while :; do
    case $1 in
    --project-name) project=$2; shift 2 ;;
    --env-file) environment=$2; shift 2 ;;
    --file) file=\${file:-$2}; files="$files $2"; shift 2 ;;
    --profile) shift 2 ;;
    *) break ;;
    esac
  done
  case $1 in
  version) if [ "\${2-}" = --short ]; then echo 2.26.1-stand-in; else echo 'Docker Compose version 2.26.1, a stand-in'; fi ;;
  up)
    down
    [ -f "$file" ] || { echo "open $file: no such file or directory" >&2; exit 14; }
    sed -n 's/^\\(IMAGE_[A-Z]*\\)=/\\1 /p' "$environment" | while read -r variable id; do
      ! grep -q "[$]{$variable[:}]" "$file" || grep -q " $id\\$" "$state/images" || missing image "$id"
    done
    echo "$files" >"$state/files"
    cp "$environment" "$state/environment"
    sed -n 's/.*file: .*}\\/\\(.*\\)["'"'"'].*/\\1/p' $files | while read -r path; do
      [ -s "$BELVEDERE_ETC/$path" ] || { echo "bind source path does not exist: $path" >&2; exit 1; }
    done
    shift
    services=
    for word in "$@"; do case $word in -*) ;; *) services="$services $word" ;; esac; done
    case " $* " in *' --no-deps '*) ;; *) database_starts ;; esac
    for service in \${services:-web-1 gateway migrate}; do
      ! grep -qx "$service" "$state/lost" 2>/dev/null || continue
      grep -qx "$service" "$state/containers" 2>/dev/null || echo "$service" >>"$state/containers"
    done
    ;;
  config) printf '%s\\n' web-1 gateway migrate ;;
  logs) { echo "$5-1  | password $(cat "$BELVEDERE_ETC/secrets/s3_secret_key") is not good"
    for line in 1 2 3 4 5 6 7 8 9 10 11 12 13; do
      printf '%s-1  |   \\033[2m%s\\033[22m \\033[2m┃\\033[22m source\\n' "$5" "$line"
      echo "$5-1  |  ⁃ at run (migrate.js:1:$line)"
    done; } | tail -n "$4"
    ;;
  ps) down; if [ -f "$state/containers" ]; then sed "s/^/$project-/" "$state/containers"; fi ;;
  exec)
    down
    shift 2
    case "$*" in
    *' licence:show --json') cat "$state/licence" 2>/dev/null; return ;;
    *' licence:import -') { cat; echo; } >"$state/imported"; return ;;
    'web-1 '*' -e '*) cat "$state/parts" 2>/dev/null; return ;;
    esac
    shift
    beside_database "$@" ;;
  run)
    down
    shift
    while :; do case $1 in --entrypoint | --name | --user) shift 2 ;; -*) shift ;; *) break ;; esac; done
    case " $* " in
    ' keeper '* | ' restorer '*) shift; restic "$@"; return ;;
    ' carrier '* | ' fetcher '*) shift; carry "$@"; return ;;
    ' models '*) shift; SPEECH_FOLDER="$state/speech" OLLAMA_URL=$(cat "$state/ollama" 2>/dev/null || echo http://127.0.0.1:9) ${process.execPath} ${join(root, 'appliance/models/main.js')} "$@"; return ;;
    ' recovery ' | ' speech --help ') return ;;
    ' recovery -c '*) shift 2; recovery "$@"; return ;;
    ' worker -e 0 ') return ;;
    ' worker bin/console.js keys:import ') [ -s "$(volume "\${BELVEDERE_VOLUMES}_home")/keys/data_keys.json" ]; return ;;
    *' ops setup:link '*) [ -f "$state/containers" ] || { echo 'dependency failed to start' >&2; exit 1; } ;;
    *) unknown "$@" ;;
    esac
    if [ -e "$state/set-up" ]; then
      echo '[ error ] There is an organisation already: the appliance has been set up' >&2
      exit 1
    fi
    echo "$(sed -n 's/^PUBLIC_URL=//p' "$environment")/setup/$(od -An -N8 -tx1 /dev/urandom | tr -d ' \\n')"
    ;;
  down)
    down
    rm -f "$state/containers"
    [ ! -d "$database" ] || { rm -f "$database/postmaster.pid"; echo stopped >>"$database/control"; }
    ;;
  *) unknown "$@" ;;
  esac
}

database=$state/postgres/_data/data
people
case $1 in
--version) echo 'Docker version 26.1.5, a stand-in' ;;
compose) shift; compose "$@" ;;
version) down; echo 26.1.5 ;;
info)
  down
  case $3 in
  *DockerRootDir*) echo "$state" ;;
  *LoggingDriver*) echo json-file ;;
  *CgroupDriver*) echo systemd ;;
  *SecurityOptions*) echo '[name=apparmor name=seccomp,profile=builtin name=cgroupns]' ;;
  *.Driver*) cat "$state/driver" ;;
  *) echo 'template: :1:2: executing "" at <.Store>: can'"'"'t evaluate field Store' >&2; exit 1 ;;
  esac
  ;;
image)
  down
  case $2 in
  inspect) grep -E "^$5 | $5\\$" "$state/images" | sed -n '1s/.* //p' | grep . || missing image "$5" ;;
  rm) grep -q "^$3 " "$state/images" || missing image "$3"
    grep -v "^$3 " "$state/images" >"$state/images.new" || :
    mv "$state/images.new" "$state/images" ;;
  *) unknown "$@" ;;
  esac
  ;;
load)
  down
  cat >"$state/loading.$$"
  name=$(sed -n '1s/^stand-in for image //p' "$state/loading.$$" 2>/dev/null)
  [ -n "$name" ] || { echo 'archive/tar: invalid tar header' >&2; exit 1; }
  digest=$(sha256sum <"$state/loading.$$")
  rm "$state/loading.$$"
  echo "$name sha256:\${digest%% *}" >>"$state/images"
  echo "Loaded image: $name"
  ;;
exec) down; ask_restored "$3" ;;
logs) case $2 in *-recovery) echo 'LOG:  restored log file "000000010000000000000003" from archive' ;; *) down; cat "$state/log" ;; esac ;;
stop | rm) down ;;
ps) down; case " $* " in *compose.service=*) exit 0 ;; esac
  if [ -f "$state/containers" ]; then cat "$state/containers"; fi ;;
network) down; case $2 in ls) echo 5f7c ;; esac ;;
volume) down
  case $2 in
  inspect) volume "$5" ;;
  rm) shift 2; for name in "$@"; do case $name in -*) ;; *) rm -rf "$(volume "$name")" ;; esac; done ;;
  ls) case " $* " in *' --filter '*) ls "$state/volumes.d" ;; *) cat "$state/volumes" ;; esac ;;
  *) cat "$state/volumes" ;;
  esac
  ;;
inspect)
  down
  case $3 in
  *State*) ;;
  *) echo "\${4##*-}"; exit ;;
  esac
  case $4 in
  *-recovery) echo true ;;
  *-migrate)
    if [ "$(wc -l <"$state/containers")" -eq 1 ]; then echo 'migrate exited 1 none'; else echo 'migrate exited 0 none'; fi ;;
  *-web-1)
    if [ "$(cat "$state/running" 2>/dev/null)" = "$(cat "$state/ill" 2>/dev/null || echo none)" ]; then
      echo 'web-1 running 0 unhealthy'
    else
      echo 'web-1 running 0 healthy'
    fi ;;
  *-gateway) echo "gateway running 0 $(cat "$state/health")" ;;
  *) echo 'web-1 running 0 healthy' ;;
  esac
  ;;
*) unknown "$@" ;;
esac
`

/**
 * What a file system says of itself, from $STAND_IN/free (GiB) and $STAND_IN/inodes; what is asked of
 * files is asked of the real program.
 */
const STAT = `#!/bin/sh
[ "$1" = -f ] || exec /usr/bin/stat "$@"
read -r free <"$STAND_IN/free"
read -r inodes <"$STAND_IN/inodes"
case $3 in
'%a %S') echo "$((free * 262144)) 4096" ;;
'%c %d') echo "10000000 $inodes" ;;
'%b %a %S') echo "262144000 $((free * 262144)) 4096" ;;
*) echo "stand-in for stat: does not know: $3" >&2; exit 1 ;;
esac
`

/** What takes time elsewhere: where $STAND_IN/slept is, it only says that it has passed. */
const SLEEP = `#!/bin/sh
[ -e "$STAND_IN/slept" ] || exec /bin/sleep "$@"
read -r slept <"$STAND_IN/slept"
echo "$((slept + $1))" >"$STAND_IN/slept"
`
const DATE = `#!/bin/sh
[ -e "$STAND_IN/slept" ] && [ "$*" = +%s ] || exec /bin/date "$@"
read -r slept <"$STAND_IN/slept"
echo "$(($(/bin/date +%s) + slept))"
`

/** Tells which processor there is: what $STAND_IN/machine says. */
const UNAME = `#!/bin/sh
[ -e "$STAND_IN/machine" ] && [ "$*" = -m ] || exec /bin/uname "$@"
cat "$STAND_IN/machine"
`

/** Copies, until $STAND_IN/full says of which folder's name there is no room for a copy. */
const CP = `#!/bin/sh
if [ -e "$STAND_IN/full" ]; then
  case " $* " in
  *"$(cat "$STAND_IN/full")"*) echo 'cp: error writing: No space left on device' >&2; exit 1 ;;
  esac
fi
exec /bin/cp "$@"
`

/** Looks names up in $STAND_IN/names alone, one line each: address and name. */
const GETENT = `#!/bin/sh
[ "$1" = ahostsv4 ] || exec /usr/bin/getent "$@"
sed -n "s/ $2\$/ STREAM $2/p" "$STAND_IN/names"
`

/** Tells how much lies there: what $STAND_IN/large says, in KiB. */
const DU = `#!/bin/sh
[ -e "$STAND_IN/large" ] || exec /usr/bin/du "$@"
echo "$(cat "$STAND_IN/large") there"
`

/** Puts a program into a folder. */
export function putProgram(folder: string, name: string, text: string) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), text, { mode: 0o755 })
}

/** Stand-ins for `docker` and for `stat -f`, and the folder of what they keep. */
export function standInEngine(tools: string, state: string) {
  putProgram(tools, 'docker', DOCKER)
  putProgram(tools, 'stat', STAT)
  putProgram(tools, 'sleep', SLEEP)
  putProgram(tools, 'date', DATE)
  putProgram(tools, 'uname', UNAME)
  putProgram(tools, 'cp', CP)
  putProgram(tools, 'du', DU)
  putProgram(tools, 'getent', GETENT)
  mkdirSync(state, { recursive: true })
  for (const [name, content] of [
    ['images', ''],
    ['volumes', ''],
    ['driver', 'overlay2\n'],
    ['health', 'healthy\n'],
    ['log', ''],
    ['names', ''],
    ['free', '500\n'],
    ['inodes', '9000000\n'],
  ] as const) {
    writeFileSync(join(state, name), content)
  }
}

/** An archive that the stand-in loads, and the id that it then has. */
export function standInImage(image: string, bytes: number) {
  const archive = Buffer.concat([
    Buffer.from(`stand-in for image ${image}\n`),
    Buffer.alloc(bytes, image),
  ])
  return { archive, digest: `sha256:${createHash('sha256').update(archive).digest('hex')}` }
}
