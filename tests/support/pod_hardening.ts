import type { Container, Pod, Probe, Volume } from './chart.js'

/**
 * What keeps a pod from being as hardened as every pod has to be: Kubernetes' “restricted” standard,
 * a read-only root, limits, and nothing of the cluster's in it.
 */
export function podProblems({ spec, owner, labels }: Pod): string[] {
  const { securityContext: context } = spec
  const checks: [what: string, isGood: boolean][] = [
    ['a token of the cluster', spec.automountServiceAccountToken === false],
    ['addresses of other Services', spec.enableServiceLinks === false],
    ['parts of the host', !spec.hostNetwork && !spec.hostPID && !spec.hostIPC],
    ['may be root', context.runAsNonRoot === true && (context.runAsUser ?? 0) > 10000],
    ['another group', context.runAsGroup === 10000 && context.fsGroup === 10000],
    ['no seccomp profile', context.seccompProfile?.type === 'RuntimeDefault'],
    ['more than one container', spec.containers.length === 1 && !spec.initContainers],
    ['a volume of another kind', spec.volumes.every(isMeant)],
    [
      'not spread over nodes',
      spec.topologySpreadConstraints?.some(
        ({ topologyKey, labelSelector }) =>
          topologyKey === 'kubernetes.io/hostname' &&
          Object.entries(labelSelector.matchLabels).every(([key, value]) => labels[key] === value)
      ) === true,
    ],
  ]
  return [
    ...checks.filter(([, isGood]) => !isGood).map(([what]) => what),
    ...spec.containers.flatMap((container) => containerProblems(container, owner.kind === 'Job')),
  ]
}

function containerProblems(container: Container, isOnce: boolean): string[] {
  const { securityContext: context, resources, ports = [], volumeMounts } = container
  const checks: [what: string, isGood: boolean][] = [
    ['new privileges', context.allowPrivilegeEscalation === false && !context.privileged],
    ['a root to write to', context.readOnlyRootFilesystem === true],
    ['capabilities', context.capabilities?.drop?.join() === 'ALL' && !context.capabilities.add],
    ['no limits', isComplete(resources.limits) && isComplete(resources.requests)],
    ['a port of the host', ports.every(({ hostPort }) => hostPort === undefined)],
    ['a secret to write to', volumeMounts.every(isReadOnly)],
    [
      'no probes',
      isOnce ||
        [container.startupProbe, container.livenessProbe, container.readinessProbe].every(isProbe),
    ],
  ]
  return checks.filter(([, isGood]) => !isGood).map(([what]) => what)
}

/** A folder with an end, a secret that only owner and group read, certificates, or a claim. */
function isMeant({ emptyDir, secret, projected, configMap, persistentVolumeClaim }: Volume) {
  if (emptyDir) return emptyDir.sizeLimit !== undefined
  const mode = (projected ?? secret)?.defaultMode
  if (mode !== undefined) return mode === 0o440
  return (configMap ?? persistentVolumeClaim) !== undefined
}

function isComplete(amounts: Record<string, string>): boolean {
  return ['cpu', 'memory', 'ephemeral-storage'].every((name) => amounts[name] !== undefined)
}

function isReadOnly({ mountPath, readOnly }: Container['volumeMounts'][number]): boolean {
  return readOnly === true || mountPath === '/tmp' || mountPath.startsWith('/var/lib/')
}

/** Images have no shell: what a probe starts is a program by its path. */
function isProbe(probe?: Probe): boolean {
  const { httpGet, exec } = probe ?? {}
  if (httpGet) return httpGet.path.startsWith('/health/')
  return exec?.command[0] === '/usr/bin/answers'
}
