import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Everything that Prometheus is told. A module adds its own measures with `registers: [registry]`. */
export const registry = new Registry()

const registers = [registry]

/** Seconds, from a cached answer to one that nobody waits for. */
const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** Seconds, from one step of the worker to the longest wait between attempts. */
const DELAY_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300]

/**
 * What the core measures. The values of labels are patterns, names in this program and fixed words,
 * so that there is a bounded number of them whatever people do.
 */
export const metrics = {
  httpSeconds: new Histogram({
    name: 'belvedere_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: ANSWER_SECONDS,
    registers,
  }),
  webSockets: new Gauge({
    name: 'belvedere_websockets_open',
    help: 'Open WebSockets',
    labelNames: ['endpoint'],
    registers,
  }),
  limitRefusals: new Counter({
    name: 'belvedere_rate_limit_refusals_total',
    help: 'What was refused because there was too much of it, by the code of the refusal',
    labelNames: ['code'],
    registers,
  }),
  relayDelaySeconds: new Histogram({
    name: 'belvedere_relay_delay_seconds',
    help: 'Time from when an event was due until it was handed over',
    buckets: DELAY_SECONDS,
    registers,
  }),
  eventDelaySeconds: new Histogram({
    name: 'belvedere_event_delay_seconds',
    help: 'Time from when an event was due until a consumer had handled it',
    labelNames: ['consumer'],
    buckets: DELAY_SECONDS,
    registers,
  }),
  deliveries: new Counter({
    name: 'belvedere_deliveries_total',
    help: 'Attempts to let a consumer handle an event, by how they ended',
    labelNames: ['consumer', 'outcome'],
    registers,
  }),
  outboxDue: new Gauge({
    name: 'belvedere_outbox_due_events',
    help: 'Events that are due and have not been handed over',
    registers,
  }),
  outboxOldestDueSeconds: new Gauge({
    name: 'belvedere_outbox_oldest_due_seconds',
    help: 'How long the oldest of them has been due; 0 when there is none',
    registers,
  }),
  deliveriesWaiting: new Gauge({
    name: 'belvedere_deliveries_waiting',
    help: 'Deliveries of the embedded transport that no consumer has settled',
    registers,
  }),
  deadLetters: new Gauge({
    name: 'belvedere_dead_letters',
    help: 'Events that a consumer could not handle and that wait for an operator',
    registers,
  }),
  poolConnections: new Gauge({
    name: 'belvedere_database_pool_connections',
    help: 'Connections to the database',
    labelNames: ['state'],
    registers,
  }),
  poolWaiting: new Gauge({
    name: 'belvedere_database_pool_waiting',
    help: 'Scopes that wait for a connection to the database',
    registers,
  }),
  poolWaitSeconds: new Histogram({
    name: 'belvedere_database_pool_wait_seconds',
    help: 'How long a scope waited for a connection to the database',
    buckets: ANSWER_SECONDS,
    registers,
  }),
  partUp: new Gauge({
    name: 'belvedere_part_up',
    help: '1 when a part of the appliance is well; with needed="no" one without which it serves on, degraded',
    labelNames: ['part', 'needed'],
    registers,
  }),
  partUnwell: new Gauge({
    name: 'belvedere_part_unwell',
    help: '1 for what is wrong with a part that is not well',
    labelNames: ['part', 'reason'],
    registers,
  }),
  diskFreeBytes: new Gauge({
    name: 'belvedere_disk_free_bytes',
    help: 'Free space on the disk of BELVEDERE_HOME',
    registers,
  }),
  diskSizeBytes: new Gauge({
    name: 'belvedere_disk_size_bytes',
    help: 'Size of the disk of BELVEDERE_HOME',
    registers,
  }),
  certificateExpiresAt: new Gauge({
    name: 'belvedere_certificate_expiry_timestamp_seconds',
    help: 'When the certificate of PUBLIC_URL expires, in seconds since 1970',
    registers,
  }),
  telemetryDropped: new Counter({
    name: 'belvedere_telemetry_dropped_total',
    help: 'Bundles of spans and error reports that could not be brought to their receiver',
    labelNames: ['signal'],
    registers,
  }),
  buildInfo: new Gauge({
    name: 'belvedere_build_info',
    help: '1, with the release that runs',
    labelNames: ['version', 'node'],
    registers,
  }),
}
