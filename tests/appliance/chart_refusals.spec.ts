import { test } from '@japa/runner'
import { fillChart, missingForChart } from '#tests/support/chart'

const REFUSALS: { title: string; settings: string[]; says: RegExp }[] = [
  {
    title: 'a tag without a digest',
    settings: ['image.tag=0.1.0', 'image.digest='],
    says: /image\.tag is given without image\.digest: a tag can be moved/,
  },
  {
    title: 'a gateway by its tag alone',
    settings: ['gateway.image.tag=0.1.0', 'gateway.image.digest='],
    says: /gateway\.image\.tag is given without gateway\.image\.digest/,
  },
  { title: 'no digest', settings: ['image.digest='], says: /image\.digest is missing: give/ },
  { title: 'half a digest', settings: ['image.digest=sha256:abc'], says: /image\/digest/ },
  {
    title: 'a tag in the repository',
    settings: ['image.repository=belvedere/belvedere:latest'],
    says: /image\/repository/,
  },
  { title: 'no registry', settings: ['image.registry='], says: /image\.registry is missing/ },
  ...['application', 'owner', 'tls'].map((name) => ({
    title: `no name of the secret ${name}`,
    settings: [`secrets.${name}=`],
    says: new RegExp(`secrets\\.${name} is missing: name the Secret`),
  })),
  {
    title: 'a secret itself',
    settings: ['secrets.database_url=postgres://somebody@10.0.5.10/belvedere'],
    says: /'database_url' not allowed/,
  },
  { title: 'a value that nobody knows', settings: ['replicas=3'], says: /'replicas' not allowed/ },
  {
    title: 'a value in a part that nobody knows',
    settings: ['web.replica=3'],
    says: /'replica' not allowed/,
  },
  { title: 'no processes', settings: ['web.replicas=0'], says: /web\/replicas/ },
  { title: 'a port beyond the last', settings: ['nats.port=65536'], says: /nats\/port/ },
  { title: 'an amount of what', settings: ['web.resources.limits.memory=much'], says: /memory/ },
  { title: 'no limits', settings: ['web.resources.limits=null'], says: /limits/ },
  { title: 'no address', settings: ['publicUrl='], says: /publicUrl is missing/ },
  {
    title: 'an address without TLS',
    settings: ['publicUrl=http://belvedere.example.org'],
    says: /publicUrl/,
  },
  {
    title: 'credentials in an address',
    settings: ['s3.url=https://key:word@s3.example.org'],
    says: /s3\/url/,
  },
  ...['postgresql', 'valkey', 'nats', 's3'].flatMap((name) => [
    {
      title: `no network of ${name}`,
      settings: [`${name}.networks=null`],
      says: new RegExp(`${name}\\.networks is missing`),
    },
    {
      title: `the world as the network of ${name}`,
      settings: [`${name}.networks={0.0.0.0/0}`],
      says: new RegExp(`${name}/networks/0`),
    },
  ]),
  {
    title: 'mail that comes from nobody',
    settings: ['smtp.networks={10.0.5.25/32}', 'secrets.mail=house-mail'],
    says: /smtp\.sender is missing/,
  },
  {
    title: 'a mail server whose address nobody tells',
    settings: ['smtp.networks={10.0.5.25/32}', 'smtp.sender=belvedere@example.org'],
    says: /secrets\.mail is missing: name the Secret/,
  },
  ...['smtp.sender=belvedere@example.org', 'smtp.authority=ca.pem', 'secrets.mail=house-mail'].map(
    (setting) => ({
      title: `${setting} of no mail server`,
      settings: [setting],
      says: /smtp\.networks is missing/,
    })
  ),
  {
    title: 'an authority of the mail server that is nowhere',
    settings: [
      ...['smtp.networks={10.0.5.25/32}', 'smtp.sender=belvedere@example.org'],
      ...['secrets.mail=house-mail', 'smtp.authority=ca.pem'],
    ],
    says: /smtp\.authority names a certificate, and authorities\.configMap is missing/,
  },
  {
    title: 'the world as the network of the mail server',
    settings: ['smtp.networks={0.0.0.0/0}'],
    says: /smtp\/networks\/0/,
  },
  {
    title: 'two senders of mail',
    settings: ['smtp.sender=one@example.org two@example.org'],
    says: /smtp\/sender/,
  },
  { title: 'no networks of pods', settings: ['podNetworks=null'], says: /podNetworks is missing/ },
  { title: 'another entrance', settings: ['entrance=window'], says: /entrance/ },
  {
    title: 'an Ingress that scatters canvases',
    settings: ['entrance=ingress', 'ingress.controllerNamespace=controllers'],
    says: /ingress\.canvasAnnotations is missing: with several web processes/,
  },
  {
    title: 'an Ingress of nobody knows where',
    settings: ['entrance=ingress', 'ingress.canvasAnnotations.a=b'],
    says: /ingress\.controllerNamespace is missing/,
  },
  {
    title: 'an authority that is nowhere',
    settings: ['s3.authority=ca.pem'],
    says: /s3\.authority names a certificate, and authorities\.configMap is missing/,
  },
]

test.group('The chart refuses', (group) => {
  group.tap((each) => each.skip(Boolean(missingForChart), missingForChart))

  for (const { title, settings, says } of REFUSALS) {
    test(title, ({ assert }) => {
      const { status, stdout, stderr } = fillChart(settings)
      assert.notEqual(status, 0, stdout)
      assert.match(stderr, says)
      assert.equal(stdout, '')
    })
  }

  test('and names all that is missing at once', ({ assert }) => {
    const { stderr } = fillChart(['image.digest=', 'secrets.owner=', 's3.url='])
    for (const name of ['image.digest', 'secrets.owner', 's3.url']) {
      assert.include(stderr, `- ${name} is missing`)
    }
  })
})
