import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { ownGoProgram } from '#tests/services/go_program'
import { helmProgram } from '#tests/services/helm'
import { MissingPartError } from '#tests/services/missing_part'
import { root } from '#tests/services/place'

const CHART = join(root, 'charts', 'belvedere')
/** Values with which the chart is complete. */
const VALUES = join(root, 'tests', 'support', 'chart_values.yaml')
/** A cluster of this version is taken for granted; none is asked. */
const CLUSTER = ['--kube-version', '1.31.0']

type Labels = Record<string, string>

/** A probe of a container. */
export interface Probe {
  httpGet?: { path: string; port: string }
  exec?: { command: string[] }
}

/** A container as Kubernetes is told of it. */
export interface Container {
  name: string
  image: string
  args?: string[]
  env: { name: string; value?: string; valueFrom?: unknown }[]
  envFrom?: unknown
  ports?: { name: string; containerPort: number; hostPort?: number }[]
  startupProbe?: Probe
  livenessProbe?: Probe
  readinessProbe?: Probe
  resources: Record<'requests' | 'limits', Record<string, string>>
  securityContext: {
    allowPrivilegeEscalation?: boolean
    privileged?: boolean
    readOnlyRootFilesystem?: boolean
    capabilities?: { drop?: string[]; add?: string[] }
  }
  volumeMounts: { name: string; mountPath: string; readOnly?: boolean }[]
}

interface SecretSource {
  name?: string
  secretName?: string
  defaultMode?: number
  items?: { key: string; path: string }[]
}

/** A volume of a pod. */
export interface Volume {
  name: string
  emptyDir?: { sizeLimit?: string }
  secret?: SecretSource
  projected?: { defaultMode: number; sources: { secret?: SecretSource }[] }
  configMap?: { name: string }
  persistentVolumeClaim?: { claimName: string }
}

/** What a pod is told to be. */
export interface PodSpec {
  serviceAccountName: string
  automountServiceAccountToken?: boolean
  enableServiceLinks?: boolean
  hostNetwork?: boolean
  hostPID?: boolean
  hostIPC?: boolean
  initContainers?: Container[]
  containers: Container[]
  volumes: Volume[]
  securityContext: {
    runAsNonRoot?: boolean
    runAsUser?: number
    runAsGroup?: number
    fsGroup?: number
    seccompProfile?: { type: string }
  }
  topologySpreadConstraints?: { topologyKey: string; labelSelector: { matchLabels: Labels } }[]
}

interface Peer {
  podSelector?: { matchLabels: Labels }
  namespaceSelector?: { matchLabels: Labels }
  ipBlock?: { cidr: string }
}

/** One way that a network policy leaves open. */
export interface Way {
  from?: Peer[]
  to?: Peer[]
  ports: { protocol: string; port: number }[]
}

/** An object that the chart makes, as far as the tests look at it. */
export interface KubernetesObject {
  kind: string
  metadata: { name: string; labels: Labels; annotations?: Labels }
  automountServiceAccountToken?: boolean
  spec?: {
    replicas?: number
    serviceName?: string
    template?: { metadata: { labels: Labels }; spec: PodSpec }
    /** Of a network policy, */
    podSelector?: { matchLabels?: Labels }
    policyTypes?: string[]
    ingress?: Way[]
    egress?: Way[]
    /** of a workload or a budget, and of a Service, which names labels alone. */
    selector?: Labels & { matchLabels?: Labels }
    ports?: { name: string; targetPort: string }[]
    rules?: {
      host: string
      http: { paths: { path: string; backend: { service: { name: string } } }[] }
    }[]
  }
}

/** A pod that the chart makes, and the object that makes it. */
export interface Pod {
  owner: KubernetesObject
  part: string
  labels: Labels
  spec: PodSpec
  container: Container
}

/** Why the tests of the chart are skipped, or nothing. */
export const missingForChart = missingOf(helmProgram)

/** Why what the chart makes is not read as Kubernetes reads it, or nothing. */
export const missingForReading = missingForChart ?? missingOf(kubernetesObjects)

function missingOf(program: () => string): string | undefined {
  try {
    program()
    return undefined
  } catch (error) {
    if (error instanceof MissingPartError) return error.message
    throw error
  }
}

function kubernetesObjects(): string {
  return ownGoProgram(join(root, 'tests', 'support', 'kubernetes_objects'))
}

/**
 * Reads objects by the types of Kubernetes itself, strictly.
 *
 * @param yaml what a chart has made
 * @returns status 0 and how many there are, or what is wrong
 */
export function readAsKubernetes(yaml: string) {
  return spawnSync(kubernetesObjects(), { input: yaml, encoding: 'utf8' })
}

/** Runs Helm, which is given no cluster and keeps nothing. */
function helm(words: readonly string[]) {
  const nowhere = join(tmpdir(), 'belvedere-no-helm')
  return spawnSync(helmProgram(), [...words, ...CLUSTER, '--values', VALUES], {
    encoding: 'utf8',
    env: {
      ...process.env,
      KUBECONFIG: '/dev/null',
      HELM_CACHE_HOME: nowhere,
      HELM_CONFIG_HOME: nowhere,
      HELM_DATA_HOME: nowhere,
    },
  })
}

/** What Helm finds wrong with the chart, given these `--set` values; `status` 0 when nothing. */
export function lintChart(settings: readonly string[] = []) {
  return helm(['lint', CHART, '--strict', ...settings.flatMap((each) => ['--set', each])])
}

/** Fills the chart with complete values, changed by these `--set` values. */
export function fillChart(settings: readonly string[] = []) {
  const changes = settings.flatMap((each) => ['--set', each])
  return helm(['template', 'house', CHART, '--namespace', 'belvedere', ...changes])
}

/**
 * The objects that the chart makes with complete values, read as Kubernetes reads YAML.
 *
 * @throws Error when the chart refuses them, or makes something that is no YAML
 */
export function objectsOf(settings: readonly string[] = []): KubernetesObject[] {
  const { status, stdout, stderr } = fillChart(settings)
  if (status !== 0) throw new Error(stderr)
  const documents = parseAllDocuments(stdout, { version: '1.1', uniqueKeys: true })
  if (!Array.isArray(documents)) throw new Error('The chart makes nothing')
  return documents.map((document) => {
    if (document.errors[0]) throw document.errors[0]
    const object: KubernetesObject = document.toJS()
    return object
  })
}

/** The pods that the objects make. */
export function podsOf(objects: readonly KubernetesObject[]): Pod[] {
  return objects.flatMap((owner) => {
    const template = owner.spec?.template
    const container = template?.spec.containers[0]
    if (!template || !container) return []
    const { labels } = template.metadata
    return {
      owner,
      labels,
      container,
      part: labels['app.kubernetes.io/component'] ?? '',
      spec: template.spec,
    }
  })
}

/** Whether labels are chosen by a selector; one without labels chooses everything. */
export function isChosen(labels: Labels, wanted: Labels = {}): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value)
}
