import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { parse } from 'yaml'
import { definitions } from '#config/definitions'
import { parseNetworks } from '#core/settings/networks'
import { readSettings } from '#core/settings/read_settings'
import { root } from '#tests/services/place'
import {
  fillChart,
  isChosen,
  lintChart,
  missingForChart,
  missingForReading,
  objectsOf,
  podsOf,
  readAsKubernetes,
  type KubernetesObject,
  type Pod,
} from '#tests/support/chart'
import { Licensor } from '#tests/support/licences'
import { waysOf } from '#tests/support/network_ways'
import { podProblems } from '#tests/support/pod_hardening'
import { GROUP, IMAGES } from '../../bin/images/definitions.js'

const INGRESS = [
  ...['entrance=ingress', 'ingress.className=house', 'ingress.controllerNamespace=controllers'],
  'ingress.canvasAnnotations.house\\.example/hash-by=path',
]
const AUTHORITIES = [
  'authorities.configMap=house-ca',
  's3.authority=s3.pem',
  'nats.authority=n.pem',
]

const MAIL = [
  ...['smtp.networks={10.0.5.25/32}', 'smtp.port=465', 'smtp.sender=belvedere@example.org'],
  ...['smtp.authority=mail.pem', 'secrets.mail=house-mail'],
]

const WAYS_IN = [
  { title: 'with a gateway', settings: [], parts: ['gateway', 'migrate', 'web', 'worker'] },
  {
    title: 'with an Ingress',
    settings: [
      ...[...INGRESS, ...AUTHORITIES, ...MAIL, 'licenceKeys.configMap=house-publisher'],
      ...['home.claim=house-home', 'image.tag=0.1.0'],
    ],
    parts: ['migrate', 'web', 'worker'],
  },
]

for (const { title, settings, parts } of WAYS_IN) {
  test.group(`What the chart makes ${title}`, (group) => {
    let objects: KubernetesObject[] = []
    let pods: Pod[] = []
    group.tap((each) => each.skip(Boolean(missingForChart), missingForChart))
    group.setup(() => {
      if (missingForChart) return
      objects = objectsOf(settings)
      pods = podsOf(objects)
    })

    const ofKind = (kind: string) => objects.filter((object) => object.kind === kind)
    const named = (kind: string, name: string) =>
      ofKind(kind).find(({ metadata }) => metadata.name === name)

    test('is nothing that Helm finds fault with', ({ assert }) => {
      const { status, stdout } = lintChart(settings)
      assert.equal(status, 0, stdout)
    })

    test('is what Kubernetes knows, by every field', ({ assert }) => {
      const { status, stdout, stderr } = readAsKubernetes(fillChart(settings).stdout)
      assert.equal(stderr, '')
      assert.equal(status, 0)
      assert.equal(stdout.trim(), String(objects.length))
    }).skip(Boolean(missingForReading), missingForReading)

    test('is pods of these parts, and nothing that could hold a secret or a right', ({
      assert,
    }) => {
      assert.deepEqual(pods.map(({ part }) => part).toSorted(), parts)
      const kinds = new Set(objects.map(({ kind }) => kind))
      const meant = ['Deployment', 'StatefulSet', 'Job', 'Service', 'ServiceAccount', 'Ingress']
      const others = [...kinds.difference(new Set(meant))].toSorted()
      assert.deepEqual(others, ['NetworkPolicy', 'PodDisruptionBudget'])
    })

    test('is hardened without exception', ({ assert }) => {
      for (const pod of pods) assert.deepEqual(podProblems(pod), [], pod.part)
    })

    test('has an account for each part, without a token', ({ assert }) => {
      for (const { spec, part } of pods) {
        assert.equal(spec.serviceAccountName, `house-${part}`)
        const account = named('ServiceAccount', spec.serviceAccountName)
        assert.isFalse(account?.automountServiceAccountToken, part)
      }
    })

    test('is reached by nobody and reaches nobody but as its policy says', ({ assert }) => {
      const policies = ofKind('NetworkPolicy')
      for (const { labels, part } of pods) {
        const chosen = policies.filter(({ spec }) =>
          isChosen(labels, spec?.podSelector?.matchLabels)
        )
        const [closed, own, ...more] = chosen.toSorted((one, other) =>
          one.metadata.name.endsWith('-nothing')
            ? -1
            : other.metadata.name.endsWith('-nothing')
              ? 1
              : 0
        )
        assert.lengthOf(more, 0, part)
        assert.isUndefined(closed?.spec?.ingress, part)
        assert.isUndefined(closed?.spec?.egress, part)
        for (const policy of [closed, own]) {
          assert.deepEqual(policy?.spec?.policyTypes, ['Ingress', 'Egress'], part)
        }
        assert.equal(own?.metadata.name, `house-${part}`)
        assert.deepEqual(
          [...waysOf('from', own?.spec?.ingress), ...waysOf('to', own?.spec?.egress)],
          [
            ...((title === 'with a gateway' ? BY_GATEWAY : BY_INGRESS)[part] ?? []),
            ...WAYS[part]!,
            ...(settings.includes(MAIL[0]!) && part === 'worker' ? [MAIL_SERVER] : []),
          ]
        )
      }
    })

    test('is images by their digests, of the user and ports that they were built for', ({
      assert,
    }) => {
      for (const { container, spec, part } of pods) {
        const [, name, tag = ''] =
          /^registry\.example\.org\/belvedere\/(\w+)(:[\w.]+)?@sha256:[0-9a-f]{64}$/.exec(
            container.image
          ) ?? []
        const image = IMAGES.find((each) => each.name === name)
        assert.equal(spec.securityContext.runAsUser, image?.uid, part)
        assert.equal(spec.securityContext.runAsGroup, GROUP)
        assert.equal(tag, settings.length > 0 ? ':0.1.0' : '')
        const written = container.volumeMounts.filter(({ readOnly }) => !readOnly)
        assert.sameMembers(
          written.map(({ mountPath }) => mountPath),
          ['/tmp', ...(image?.folders ?? []).map((folder) => `/${folder}`)]
        )
        const [, exposed = ''] = /^EXPOSE (.*)$/m.exec(containerfile(name ?? '')) ?? []
        const ports = (container.ports ?? []).map(({ containerPort }) => String(containerPort))
        const isServer = part === 'web' || part === 'gateway'
        assert.deepEqual(ports, isServer ? exposed.split(' ') : [], part)
      }
    })

    test('holds no secret: each is a file of a Secret that is there already', ({ assert }) => {
      const secrets = new Set(
        Object.values(definitions)
          .filter(({ secret }) => secret)
          .map(({ env }) => env)
      )
      for (const { container, part } of pods) {
        assert.isUndefined(container.envFrom, part)
        for (const { name, value, valueFrom } of container.env) {
          assert.isUndefined(valueFrom, name)
          assert.isFalse(secrets.has(name), `${part}: ${name}`)
          assert.notMatch(value ?? '', /:\/\/[^/]*@|BEGIN|password/i, name)
        }
      }
    })

    test('gives each part the secrets that it needs, and no other', ({ assert }) => {
      for (const { container, spec, part } of pods) {
        const mounted = spec.volumes.flatMap(({ secret, projected }) =>
          [secret, ...(projected?.sources ?? []).map((source) => source.secret)].flatMap((each) =>
            each ? [{ name: each.secretName ?? each.name, paths: each.items ?? [] }] : []
          )
        )
        const files = mounted.flatMap(({ paths }) =>
          paths.map(({ path }) => `/run/secrets/${path}`)
        )
        const used = container.env.flatMap(({ value = '' }) =>
          value.startsWith('/run/secrets/') ? [value] : []
        )
        const fixed = part === 'gateway' ? CERTIFICATE_FILES : []
        assert.sameMembers(files, [...used, ...fixed], part)
        const isOwner = mounted.some(({ name }) => name === 'house-belvedere-owner')
        const asksForOwner = container.env.some(({ name }) => name.includes('OWNER'))
        assert.deepEqual([isOwner, asksForOwner], Array(2).fill(part === 'migrate'), part)
        const key = mounted.some(({ name }) => name === 'house-belvedere-tls')
        assert.equal(key, part === 'gateway', part)
      }
    })

    test('brings the database to the release before anything else, under its own policy', ({
      assert,
    }) => {
      const hooks = objects.filter(({ metadata }) => metadata.annotations?.['helm.sh/hook'])
      const kinds = hooks.map(({ kind }) => kind).toSorted()
      assert.deepEqual(kinds, ['Job', 'NetworkPolicy', 'ServiceAccount'])
      for (const { metadata, kind } of hooks) {
        assert.equal(metadata.name, 'house-migrate')
        const { 'helm.sh/hook': when, 'helm.sh/hook-weight': weight } = metadata.annotations ?? {}
        assert.equal(when, 'pre-install,pre-upgrade')
        assert.equal(weight, kind === 'Job' ? '0' : '-10')
      }
    })

    test('runs what the Compose stack runs, with the same settings', ({ assert }) => {
      const stack: Stack = parse(composeFile, { merge: true })
      for (const { container, part } of pods) {
        const service = stack.services[part === 'web' ? 'web-1' : part]
        const known = Object.keys(service?.environment ?? {})
        const given = container.env.map(({ name }) => name)
        const here = known.filter((name) => !ONLY_ON_A_HOST[part]?.includes(name))
        assert.includeMembers(given, here, part)
        const command = service?.command ?? (part === 'web' ? ['bin/server.js'] : undefined)
        assert.deepEqual(container.args, command, part)
        if (part === 'gateway') continue
        const settingNames = Object.values(definitions).flatMap(({ env }) => [env, `${env}_FILE`])
        for (const name of given) assert.include([...settingNames, 'TZ'], name, part)
      }
    })

    test('gives settings that the processes take', ({ assert, cleanup }) => {
      const folder = mkdtempSync(join(tmpdir(), 'belvedere-chart-'))
      cleanup(() => rmSync(folder, { recursive: true }))
      for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text)
      for (const { container, part } of pods) {
        const entries = container.env.map(({ name, value = '' }) => [
          name,
          value.replace(/^(\/run\/secrets|\/etc\/belvedere\/(authorities|licence))(?=\/)/, folder),
        ])
        const read = readSettings(definitions, Object.fromEntries(entries))
        assert.equal(read.publicUrl, 'https://belvedere.example.org', part)
        if (part === 'gateway') continue
        const takesMail = settings.includes(MAIL[0]!) && part !== 'migrate'
        assert.equal(read.smtp?.host, takesMail ? 'mail.example.org' : undefined, part)
        assert.equal(read.smtpSender, takesMail ? 'belvedere@example.org' : '', part)
        assert.equal(read.smtpCa, takesMail ? FILES['mail.pem'] : undefined, part)
        assert.lengthOf(read.licenceKeys ?? [], takesMail ? 1 : 0, part)
        const isTrusted = parseNetworks(read.trustedProxies)
        const asked = ['10.42.3.4', 'fd00:42::7', '10.43.3.4']
        assert.deepEqual(asked.map(isTrusted), [true, true, false])
        assert.equal(
          read.databaseOwnerUrl,
          part === 'migrate' ? FILES.database_owner_url : undefined
        )
      }
    })

    test('gives up one pod of a part at a time', ({ assert }) => {
      const budgets = ofKind('PodDisruptionBudget')
      for (const { labels, owner, part } of pods) {
        const own = budgets.filter(({ spec }) => isChosen(labels, spec?.selector?.matchLabels))
        assert.lengthOf(own, owner.kind === 'Job' ? 0 : 1, part)
        if (owner.kind === 'Job') continue
        assert.isTrue(isChosen(labels, owner.spec?.selector?.matchLabels), part)
        assert.equal(owner.spec?.replicas, 2)
      }
    })

    test('leads people to ports that are there', ({ assert }) => {
      for (const { spec, metadata } of ofKind('Service')) {
        const chosen = pods.filter(({ labels }) => isChosen(labels, spec?.selector))
        assert.lengthOf(chosen, 1, metadata.name)
        const open = chosen[0]?.container.ports?.map(({ name }) => name) ?? []
        for (const { targetPort } of spec?.ports ?? []) assert.include(open, targetPort)
      }
      for (const { spec, metadata } of ofKind('Ingress')) {
        const rules = spec?.rules ?? []
        assert.deepEqual(
          rules.map(({ host }) => host),
          ['belvedere.example.org']
        )
        for (const { backend } of rules.flatMap(({ http }) => http.paths)) {
          assert.exists(named('Service', backend.service.name), metadata.name)
        }
      }
    })
  })
}

test.group('Canvases', (group) => {
  group.tap((each) => each.skip(Boolean(missingForChart), missingForChart))

  test('are led by every gateway to the same processes, by their names', ({ assert }) => {
    const objects = objectsOf(['web.replicas=3'])
    const web = objects.find(({ kind }) => kind === 'StatefulSet')
    const gateway = podsOf(objects).find(({ part }) => part === 'gateway')
    const nodes = gateway?.container.env.find(({ name }) => name === 'BELVEDERE_NODES')?.value
    const { name } = web?.metadata ?? {}
    assert.equal(web?.spec?.replicas, 3)
    assert.equal(
      nodes,
      [0, 1, 2].map((each) => `${name}-${each}.${web?.spec?.serviceName}:3333`).join(' ')
    )
  })

  test('have a way of their own through an Ingress, and only they', ({ assert }) => {
    const ingresses = objectsOf(INGRESS).filter(({ kind }) => kind === 'Ingress')
    const ways = ingresses.map(({ metadata, spec }) => ({
      annotations: metadata.annotations,
      paths: spec?.rules?.[0]?.http.paths.map(({ path, backend }) => [path, backend.service.name]),
    }))
    assert.sameDeepMembers(ways, [
      {
        annotations: { 'house.example/hash-by': 'path' },
        paths: [['/canvas/', 'house-canvas']],
      },
      { annotations: undefined, paths: [['/', 'house-pages']] },
    ])
  })
})

test('The chart is of this release', ({ assert }) => {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const chart: Record<string, string> = parse(read('charts/belvedere/Chart.yaml'))
  const { version }: { version: string } = JSON.parse(read('package.json'))
  assert.equal(chart.version, version)
  assert.equal(chart.appVersion, version)
})

interface Stack {
  services: Record<string, { command?: string[]; environment?: Record<string, string> }>
}

const composeFile = readFileSync(join(root, 'compose', 'compose.yaml'), 'utf8')

/**
 * What belongs to a machine with the commands of an installer or with Prometheus beside the processes,
 * or is asked by a probe alone.
 */
const ONLY_ON_A_HOST: Record<string, string[]> = {
  web: ['APPLIANCE_STATUS', 'OPERATOR_HOST', 'OPERATOR_PORT'],
  worker: ['OPERATOR_HOST'],
}

/** What could be in the secrets and among the certificates of the house. */
const FILES = {
  appliance_key: 'a key',
  database_url: 'postgresql://belvedere@10.0.5.10/belvedere',
  database_owner_url: 'postgresql://belvedere_owner@10.0.5.10/belvedere',
  nats_url: 'tls://10.0.5.12:4222',
  redis_url: 'redis://10.0.5.11',
  s3_access_key: 'access',
  s3_secret_key: 'secret',
  's3.pem': '-----BEGIN CERTIFICATE-----',
  'n.pem': '-----BEGIN CERTIFICATE-----',
  smtp_url: 'smtps://belvedere:password@mail.example.org',
  'mail.pem': '-----BEGIN CERTIFICATE-----',
  'keys.pem': new Licensor().publicKey,
}

/** The gateway's configuration names them itself. */
const CERTIFICATE_FILES = ['/run/secrets/tls_certificate', '/run/secrets/tls_key']

const NAMES = 'to k8s-app=kube-dns of kube-system UDP 53 TCP 53'
const POSTGRESQL = 'to 10.0.5.10/32 TCP 5432'
const SERVICES = [
  POSTGRESQL,
  'to 10.0.5.11/32 TCP 6379',
  'to 10.0.5.12/32 10.0.5.13/32 TCP 4222',
  'to 2001:db8:5::14/128 TCP 8443',
]

const MAIL_SERVER = 'to 10.0.5.25/32 TCP 465'

/** Every way that is open, whoever leads people in. */
const WAYS: Record<string, string[]> = {
  gateway: [NAMES, 'to web TCP 3333'],
  migrate: [NAMES, POSTGRESQL],
  web: [NAMES, ...SERVICES],
  worker: [NAMES, ...SERVICES],
}

const BY_GATEWAY: Record<string, string[]> = {
  gateway: ['from 0.0.0.0/0 ::/0 TCP 8080 TCP 8443'],
  web: ['from gateway TCP 3333'],
}

const BY_INGRESS: Record<string, string[]> = { web: ['from all of controllers TCP 3333'] }

function containerfile(name: string): string {
  return readFileSync(join(root, 'appliance', 'images', name, 'Containerfile'), 'utf8')
}
