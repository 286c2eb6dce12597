import {
  chmodSync,
  chownSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join, relative } from 'node:path'
import { MissingPartError } from '#tests/services/missing_part'
import { run, unpack } from './apt.js'
import { GROUP, type ImageDefinition } from './definitions.js'

/** What is only read by people at a terminal, or by tools that make packages. */
const NOT_NEEDED = [
  'boot',
  'etc/cron.*',
  'etc/init.d',
  'etc/logrotate.d',
  'etc/update-motd.d',
  'home',
  'root',
  'usr/games',
  'usr/lib/*/gconv/gconv-modules.d/*-extra.conf',
  'usr/lib/systemd',
  'usr/share/{bash-completion,bug,doc-base,fish,info,lintian,locale,man,menu,postgresql/*/man,zsh}',
  'usr/share/doc/*/!(copyright)',
  'usr/share/locale',
  'usr/src',
  'var/{backups,cache,mail,local,opt,spool}',
]

/** What of programs is not used: the compiler of queries, and programs beside the one that serves. */
const NOT_USED = [
  'usr/bin/{parakeet-*,whisper-!(server)}',
  'usr/lib/postgresql/*/lib/{bitcode,llvmjit*}',
  'usr/share/sounds',
]

/** Writes what is known of each package where scanners of images look for it. */
function describePackages(packages: readonly string[], root: string): void {
  const folder = join(root, 'var', 'lib', 'dpkg', 'status.d')
  mkdirSync(folder, { recursive: true })
  for (const file of packages) {
    const [name = ''] = basename(file).split('_')
    writeFileSync(
      join(folder, name),
      run('dpkg-deb', ['-f', file]).replace('\n', '\nStatus: install ok installed\n')
    )
  }
}

function addPeople({ name, uid }: ImageDefinition, root: string): void {
  const write = (file: string, ...lines: string[]) =>
    writeFileSync(join(root, 'etc', file), `${lines.join('\n')}\n`)
  write(
    'passwd',
    'root:x:0:0:root:/nonexistent:/usr/sbin/nologin',
    `${name}:x:${uid}:${GROUP}:${name}:/nonexistent:/usr/sbin/nologin`
  )
  write('group', 'root:x:0:', `belvedere:x:${GROUP}:`)
  write('nsswitch.conf', 'passwd: files', 'group: files', 'hosts: files dns')
}

/**
 * The libraries that a program loads when it starts, and those that these load.
 *
 * @returns their paths in the root
 * @throws MissingPartError naming one that no package brought
 */
export function librariesOf(program: string, root: string): string[] {
  const folder = globSync(join(root, 'usr/lib/*-linux-gnu'))[0] ?? ''
  const loader = globSync(join(folder, 'ld-linux*.so.*'))[0] ?? ''
  const list = run(loader, ['--library-path', folder, '--list', join(root, program)])
  const found = [...list.matchAll(/^\s*(\S+) => (.*?)(?: \(0x[0-9a-f]+\))?$/gm)]
  return found.map(([, name, place = '']) => {
    // The loader goes on to look among the libraries of this machine, which the image has not.
    if (!place.startsWith(root)) throw new MissingPartError(`${name}, which ${program} needs`)
    return relative(root, place)
  })
}

/** The newest time of a file in the packages, in seconds since 1970. */
function newestFile(root: string): number {
  const times = run('find', [root, '-type', 'f', '-printf', '%T@\n']).trim().split('\n')
  return Math.floor(times.reduce((newest, time) => Math.max(newest, Number(time)), 0))
}

/**
 * Makes the root of an image from packages of Debian. No script of a package is run, so that the same
 * packages always give the same files, and there is neither a package manager nor, unless a package
 * is one, a shell.
 *
 * @param add brings what is no package, before the libraries are looked for
 * @returns when the newest of the packages was made, in seconds since 1970
 */
export function makeRoot(
  definition: ImageDefinition,
  packages: readonly string[],
  root: string,
  add: (root: string) => void
): number {
  rmSync(root, { recursive: true, force: true })
  unpack(packages, root)
  const time = newestFile(root)
  for (const pattern of [...NOT_NEEDED, ...NOT_USED]) {
    for (const path of globSync(pattern, { cwd: root })) {
      rmSync(join(root, path), { recursive: true, force: true })
    }
  }
  describePackages(packages, root)
  addPeople(definition, root)
  add(root)
  for (const folder of definition.folders) {
    const path = join(root, folder)
    mkdirSync(path, { recursive: true })
    chownSync(path, definition.uid, GROUP)
    chmodSync(path, 0o700)
  }
  for (const program of definition.programs) librariesOf(program, root)
  return time
}

/** Copies a program into a root, to be run by everybody. */
export function addProgram(file: string, root: string): void {
  if (!statSync(file).isFile()) throw new MissingPartError(file)
  const path = join(root, 'usr', 'bin', basename(file))
  writeFileSync(path, readFileSync(file))
  chmodSync(path, 0o755)
}
