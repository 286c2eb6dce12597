import { resolve } from 'node:path'
import { mailAddressSetting } from '#core/mail/mail_address'
import { smtpServerSetting } from '#core/mail/smtp_server'
import { setting } from '#core/settings/read_settings'
import { publicKeysSetting } from './licence_keys.js'

/**
 * Every setting of the appliance: what it is for, how it is read, its default and its environment
 * variable. `docs/operator/settings.md` is written from this list, and a value that cannot be used
 * stops the start with the variable's name.
 */
export const definitions = {
  port: setting.port({
    env: 'PORT',
    doc: 'Port on which the appliance listens.',
    fallback: 3333,
  }),
  host: setting.text({
    env: 'HOST',
    doc: 'Address on which the appliance listens. `0.0.0.0` for every interface.',
    fallback: '127.0.0.1',
  }),
  publicUrl: setting.url({
    env: 'PUBLIC_URL',
    doc: 'Address under which people reach the appliance. Links in mail and QR codes start with it; with `https:` cookies are marked secure. Without it: `http://HOST:PORT`.',
    protocols: ['http:', 'https:'],
  }),
  trustedProxies: setting.networks({
    env: 'TRUSTED_PROXIES',
    doc: 'Addresses of the proxies in front of the appliance, or networks that hold nobody else, separated by commas. Only they are believed when they say whose request they pass on; limits are kept for each address.',
    fallback: '',
  }),
  home: setting.text({
    env: 'BELVEDERE_HOME',
    doc: 'Folder for all state: database, keys, files, demo credentials. Keep it on a disk that is backed up, readable by the appliance alone.',
    fallback: resolve('storage'),
  }),
  applianceKeyFile: setting.text({
    env: 'APPLIANCE_KEY_FILE',
    doc: 'File with the appliance key, such as a mounted secret: 256 bits in base64 on a line, the newest version first. It is never written. Without it the key lies in `BELVEDERE_HOME/keys` and is made on the first start.',
    fallback: '',
  }),
  demo: setting.flag({
    env: 'DEMO',
    doc: 'Whether the first start creates the demo organisation. With `0` it prints a one-time link for setting up the first organisation instead.',
    fallback: true,
  }),
  databaseUrl: setting.url({
    env: 'DATABASE_URL',
    doc: 'PostgreSQL to use instead of the embedded one, as the application role: not a superuser, not an owner of tables, without BYPASSRLS.',
    protocols: ['postgres:', 'postgresql:'],
    secret: true,
  }),
  databaseOwnerUrl: setting.url({
    env: 'DATABASE_OWNER_URL',
    doc: 'The same database as the role that owns the tables. Used by `migrate` alone, so that the serving process never holds it.',
    protocols: ['postgres:', 'postgresql:'],
    secret: true,
  }),
  s3Url: setting.url({
    env: 'S3_URL',
    doc: 'S3 server to keep files in instead of a folder, such as `https://s3.example.org`. Its buckets are addressed by path.',
    protocols: ['http:', 'https:'],
    isWithoutPath: true,
    needs: ['S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
  }),
  s3Bucket: setting.text({
    env: 'S3_BUCKET',
    doc: 'Bucket for the files. It has to be there, and to be of this appliance alone.',
    fallback: '',
  }),
  s3Region: setting.text({
    env: 'S3_REGION',
    doc: 'Region that the S3 server calls itself.',
    fallback: 'us-east-1',
  }),
  s3AccessKey: setting.secret({
    env: 'S3_ACCESS_KEY',
    doc: 'Access key of the appliance on the S3 server: allowed to list the bucket and to read, write and delete what is in it.',
    fallback: '',
  }),
  s3SecretKey: setting.secret({
    env: 'S3_SECRET_KEY',
    doc: 'Secret key that belongs to the access key.',
    fallback: '',
  }),
  s3Ca: setting.certificates({
    env: 'S3_CA_FILE',
    doc: 'Certificates to trust when the S3 server is asked, beside those that are trusted everywhere.',
  }),
  redisUrl: setting.url({
    env: 'REDIS_URL',
    doc: 'Server of the Redis protocol (Valkey) in which several nodes count limits together and tell each other who is present. `rediss:` for TLS. Without it each node does so by itself.',
    protocols: ['redis:', 'rediss:'],
    secret: true,
  }),
  redisCa: setting.certificates({
    env: 'REDIS_CA_FILE',
    doc: 'Certificates (PEM) of the authority that has signed the certificate of `REDIS_URL`, when it is not a public one.',
  }),
  clamavUrl: setting.url({
    env: 'CLAMAV_URL',
    doc: 'ClamAV daemon that looks through every file that people bring: `tcp://host:3310`, or `unix:///run/clamav/clamd.ctl`. With it nothing is taken in that it has not found harmless.',
    protocols: ['tcp:', 'unix:'],
  }),
  smtp: smtpServerSetting({
    env: 'SMTP_URL',
    doc: 'Mail server of your network that mail leaves by, with `user:password@` where it asks for them: `smtp://host` turns TLS on by STARTTLS before anything is said (port 587 unless given), `smtps://host` speaks TLS from the start (port 465). A server without TLS is never used, except by `smtp+plaintext://host` (port 25), which takes no password: links that open an account then cross your network in the clear. Without it mail stays in the mailbox of the operators.',
    needs: ['SMTP_SENDER'],
  }),
  smtpSender: mailAddressSetting({
    env: 'SMTP_SENDER',
    doc: 'Email address that mail comes from, one that the mail server lets the appliance use.',
  }),
  smtpCa: setting.certificates({
    env: 'SMTP_CA_FILE',
    doc: 'Certificates (PEM) of the authority that has signed the certificate of `SMTP_URL`, when it is not a public one.',
  }),
  worker: setting.flag({
    env: 'WORKER',
    doc: 'Whether the web process also handles events. With `0` run `worker` in a process of its own.',
    fallback: true,
  }),
  natsUrl: setting.addresses({
    env: 'NATS_URL',
    doc: 'NATS servers with JetStream that carry events, separated by commas, instead of a table of the database. The first may hold `user:password@` or `token@`; `tls:` asks for TLS. Give each appliance an account of its own.',
    protocols: ['nats:', 'tls:'],
    secret: true,
  }),
  natsCredentials: setting.text({
    env: 'NATS_CREDENTIALS',
    doc: 'Path of a NATS credentials file (`.creds`), instead of a user or token in `NATS_URL`.',
    fallback: '',
  }),
  natsCa: setting.text({
    env: 'NATS_CA',
    doc: "Path of the certificates, as PEM, that the NATS servers' certificates are signed by.",
    fallback: '',
  }),
  natsCertificate: setting.text({
    env: 'NATS_CERTIFICATE',
    doc: 'Path of the certificate, as PEM, that Belvedere shows to NATS servers that ask for one.',
    fallback: '',
  }),
  natsKey: setting.text({
    env: 'NATS_KEY',
    doc: 'Path of the key, as PEM, of `NATS_CERTIFICATE`.',
    fallback: '',
  }),
  natsReplicas: setting.choice({
    env: 'NATS_REPLICAS',
    doc: 'How many servers of a NATS cluster keep each event.',
    choices: ['1', '3', '5'],
    fallback: '1',
  }),
  applianceStatus: setting.text({
    env: 'APPLIANCE_STATUS',
    doc: 'Folder in which the commands of the machine leave what the operator console shows: release, backups, certificates, disks. It is only read. Without it the console says that they are not known.',
    fallback: '',
  }),
  licenceKeys: publicKeysSetting({
    env: 'LICENCE_KEYS_FILE',
    doc: 'Public keys by which licences are trusted, beside those that come with the release.',
  }),
  guestsPerSession: setting.count({
    env: 'GUESTS_PER_SESSION',
    doc: 'How many guests, who give only a name, a session takes in at most. People with an account are not counted.',
    fallback: 200,
  }),
  operatorPort: setting.optionalPort({
    env: 'OPERATOR_PORT',
    doc: 'Port of the operator’s listener, which answers `GET /metrics` for Prometheus without a sign-in. Without it there is none. Each process on a machine needs its own.',
  }),
  operatorHost: setting.text({
    env: 'OPERATOR_HOST',
    doc: 'Address of the operator’s listener. Choose one that only your monitoring reaches.',
    fallback: '127.0.0.1',
  }),
  tracesUrl: setting.url({
    env: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    doc: 'OpenTelemetry collector inside your network that traces are sent to, by OTLP over HTTP with JSON; `/v1/traces` is added. Without it nothing is traced.',
    protocols: ['http:', 'https:'],
    secret: true,
  }),
  sentryDsn: setting.url({
    env: 'SENTRY_DSN',
    doc: 'Receiver inside your network for reports of unexpected errors, in Sentry’s protocol: `https://KEY@HOST/PROJECT`. Reports hold kinds, places and ids, never messages or what people wrote. Without it nothing is reported.',
    protocols: ['http:', 'https:'],
    secret: true,
  }),
  logLevel: setting.choice({
    env: 'LOG_LEVEL',
    doc: 'How much is logged.',
    choices: ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
    fallback: 'info',
  }),
} as const
