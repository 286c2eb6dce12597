import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { putProgram } from './stand_in_engine.js'

/** Programs that an install runs. */
const TOOLS = [
  ...[
    'awk',
    'base64',
    'cat',
    'chmod',
    'chown',
    'cksum',
    'cp',
    'cut',
    'date',
    'dd',
    'dirname',
    'du',
  ],
  ...[
    'docker',
    'find',
    'flock',
    'getent',
    'grep',
    'head',
    'id',
    'ln',
    'mkdir',
    'mkfifo',
    'mktemp',
    'mv',
    'od',
  ],
  ...[
    'openssl',
    'readlink',
    'rm',
    'sed',
    'sha256sum',
    'sleep',
    'sort',
    'stat',
    'sync',
    'tail',
    'tar',
    'tee',
  ],
  ...['timeout', 'touch', 'tr', 'uname', 'wc', 'xargs'],
]

/**
 * Puts a program before each that an install runs: it notes the stage and all words, and when
 * $KILL_STAGE has run $KILL_AT of them, ends the install and all that belongs to it with SIGKILL.
 * Nothing but the shell's own commands goes unseen.
 */
export function watchTools(folder: string, path: string) {
  for (const tool of TOOLS) {
    const real = path
      .split(':')
      .map((place) => join(place, tool))
      .find((file) => existsSync(file))
    if (!real) continue
    putProgram(
      folder,
      tool,
      `#!/bin/sh
set -- "$JOURNAL/\${WATCHED_COMMAND:-install}".* @ "$@"
stage=0
while [ "$1" != @ ]; do
  [ ! -e "$1" ] || stage=$((stage + 1))
  shift
done
shift
printf '%s %s %s\\n' "$stage" ${tool} "$*" >>"$WATCHED/words"
if [ "$stage" = "\${KILL_STAGE:-}" ]; then
  printf . >>"$WATCHED/count"
  read -r dots <"$WATCHED/count" || :
  if [ "\${#dots}" -ge "$KILL_AT" ]; then kill -9 0; fi
fi
exec ${real} "$@"
`
    )
  }
}
