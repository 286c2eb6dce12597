import type { Engine } from '../../bin/images/engine.js'

/** What `docker inspect` says of a container, as far as its hardening goes. */
export interface Container {
  Name: string
  State: { Pid: number; Running: boolean }
  Config: { User: string; Healthcheck?: { Test: string[] }; Labels: Record<string, string> }
  Mounts: { Type: string; Source: string; Destination: string; RW: boolean }[]
  HostConfig: {
    ReadonlyRootfs: boolean
    CapDrop: string[] | null
    CapAdd: string[] | null
    SecurityOpt: string[] | null
    Privileged: boolean
    Memory: number
    NanoCpus: number
    PidsLimit: number | null
    NetworkMode: string
    PidMode: string
    IpcMode: string
    UsernsMode: string
    Tmpfs?: Record<string, string>
    RestartPolicy: { Name: string }
    LogConfig: { Type: string; Config: Record<string, string> }
    PortBindings: Record<string, unknown[]> | null
  }
  NetworkSettings: { Networks: Record<string, { IPAddress: string }> }
}

/** Every container of an engine, running or ended. */
export function inspectAll(engine: Engine): Container[] {
  const ids = engine.docker('ps', '--all', '--quiet').trim().split('\n')
  const containers: Container[] = JSON.parse(engine.docker('inspect', ...ids))
  return containers
}

/** What one container has, and what it lacks. */
export interface Hardening {
  service: string
  has: Record<string, string>
  problems: string[]
}

/** What a backup, a restore and a copy elsewhere start, while they need them. */
export const KEEPERS = ['keeper', 'restorer', 'recovery', 'carrier', 'fetcher'] as const

/** What runs where it is asked for, each with its profile. */
export const PARTS = {
  speech: 'speech',
  ollama: 'ai',
  livekit: 'video',
  prometheus: 'monitoring',
} as const

/** Those that end by themselves: nothing starts them again, and nobody asks whether they are well. */
const ONCE = new Set(['migrate', 'models', 'ops', ...KEEPERS])

/** Looks at one container. */
export function hardeningOf({ Config, HostConfig, Mounts }: Container): Hardening {
  const service = Config.Labels['com.docker.compose.service'] ?? '?'
  const isOnce = ONCE.has(service)
  const options = HostConfig.SecurityOpt ?? []
  const [uid = '0'] = Config.User.split(':')
  const files = Mounts.filter(({ Type }) => Type === 'bind')
  const checks: [what: string, has: string, isGood: boolean][] = [
    ['user', Config.User, Number(uid) > 10000],
    ['root', HostConfig.ReadonlyRootfs ? 'ro' : 'RW', HostConfig.ReadonlyRootfs],
    ['caps', `-${HostConfig.CapDrop?.join() ?? ''}`, isAllDropped(HostConfig)],
    ['privs', options.join(), options.includes('no-new-privileges:true')],
    ['seccomp', seccompOf(options), !options.some((each) => each.includes('unconfined'))],
    ['host', hostParts(HostConfig), hostParts(HostConfig) === 'none'],
    ['memory', `${HostConfig.Memory / 2 ** 20}M`, HostConfig.Memory > 0],
    ['cpus', String(HostConfig.NanoCpus / 1e9), HostConfig.NanoCpus > 0],
    ['pids', String(HostConfig.PidsLimit), (HostConfig.PidsLimit ?? 0) > 0],
    ['mounts', mountsOf(files), files.every((mount) => isMeant(service, mount))],
    ['tmp', tmpOf(HostConfig.Tmpfs), Object.values(HostConfig.Tmpfs ?? {}).every(isBounded)],
    [
      'restart',
      HostConfig.RestartPolicy.Name,
      HostConfig.RestartPolicy.Name === (isOnce ? 'no' : 'unless-stopped'),
    ],
    ['log', logOf(HostConfig.LogConfig), 'max-size' in HostConfig.LogConfig.Config],
    ['health', healthOf(Config), isOnce || Config.Healthcheck?.Test[0] === 'CMD'],
  ]
  return {
    service,
    has: Object.fromEntries(checks.map(([what, has]) => [what, has])),
    problems: checks.filter(([, , isGood]) => !isGood).map(([what, has]) => `${what}: ${has}`),
  }
}

type HostConfig = Container['HostConfig']
type Mount = Container['Mounts'][number]

function isAllDropped({ CapDrop, CapAdd, Privileged }: HostConfig): boolean {
  return CapDrop?.includes('ALL') === true && !CapAdd?.length && !Privileged
}

function seccompOf(options: readonly string[]): string {
  return options.find((each) => each.startsWith('seccomp')) ?? 'default'
}

function hostParts({ NetworkMode, PidMode, IpcMode, UsernsMode }: HostConfig): string {
  const modes = Object.entries({ NetworkMode, PidMode, IpcMode, UsernsMode })
  const shared = modes.filter(([, mode]) => mode === 'host' || mode.startsWith('container:'))
  return shared.map(([name]) => name).join() || 'none'
}

function mountsOf(files: readonly Mount[]): string {
  const written = files.filter(({ RW }) => RW).length
  return `${files.length - written} ro${written ? ` ${written} RW` : ''}`
}

/** Which folders of the host a service may write into, and which it may read besides. */
const WRITTEN: Record<string, RegExp> = {
  postgres: /\/backups\/database$/,
  keeper: /\/backups\/files$/,
  fetcher: /\/backups\/(database|files)$/,
}
const READ: Record<string, RegExp> = {
  restorer: /\/backups\/files$/,
  recovery: /\/backups\/database$/,
  carrier: /\/(backups\/(database|files)|offsite)$/,
  fetcher: /\/offsite$/,
}

/** Whether it is one of these, a secret, a certificate or the state for the console; an engine's socket is none. */
function isMeant(service: string, { RW, Source }: Mount): boolean {
  if (RW) return WRITTEN[service]?.test(Source) === true
  return /\/((secrets|tls)\/[\w.]+|status)$/.test(Source) || READ[service]?.test(Source) === true
}

function isBounded(options: string): boolean {
  return options.includes('size=')
}

function tmpOf(mounts: Record<string, string> = {}): string {
  const sizes = Object.entries(mounts).map(
    ([place, options]) => `${place} ${/size=(\w+)/.exec(options)?.[1] ?? 'unbounded'}`
  )
  return sizes.join() || 'none'
}

function logOf({ Type, Config }: HostConfig['LogConfig']): string {
  return `${Type} ${Config['max-size'] ?? '?'}×${Config['max-file'] ?? '?'}`
}

function healthOf({ Healthcheck }: Container['Config']): string {
  return Healthcheck?.Test[0] ?? 'none'
}

/** Rows of a table for people, with a heading. */
export function table(rows: readonly Hardening[]): string {
  const names = ['service', ...Object.keys(rows[0]?.has ?? {})]
  const cells = [
    names,
    ...rows.map(({ service, has }) => [service, ...names.slice(1).map((name) => has[name] ?? '')]),
  ]
  const widths = names.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n')
}
