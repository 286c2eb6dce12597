import { randomUUID } from 'node:crypto'
import { Doc, encodeStateAsUpdate } from 'yjs'
import { saveTemplate } from '#canvas/templates/keep_template'
import { keepVersion } from '#canvas/versions/keep_version'
import { tenancy } from '#core/tenancy/tenancy'
import { say } from './canvas_comments.js'
import { makePrivateCanvas } from './canvases.js'
import { asOwner } from './database.js'
import { drawOn } from './draw_on.js'
import { makePerson } from './people.js'

/** What a parameter of a route stands for, found by the path segment before it. */
export interface Parameter {
  /** A real value of another organisation; of a secret, one that nobody was given. */
  value: () => Promise<string>
  /** Whether asking may answer something else than 404, as long as it is the same for any value. */
  elsewise?: string
}

const json = (value: unknown) => JSON.stringify(value)

async function insert(table: string, row: Record<string, unknown>): Promise<string> {
  const columns = Object.keys(row)
  const id = randomUUID()
  await asOwner(
    `insert into ${table} (id, ${columns.join(', ')}) values (?, ${columns.map(() => '?').join(', ')})`,
    [id, ...Object.values(row)]
  )
  return id
}

function joinCode(): string {
  const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return Array.from({ length: 6 }, () => signs[Math.floor(Math.random() * signs.length)]).join('')
}

async function makeInvitation(): Promise<string> {
  const owner = await makePerson('owner')
  return insert('invitations', {
    organisation_id: owner.organisation,
    email: `invited-${randomUUID()}@example.org`,
    role: 'participant',
    token_hash: randomUUID(),
    invited_by: owner.id,
    expires_at: new Date(Date.now() + 3_600_000),
  })
}

async function makeSession(): Promise<string> {
  const owner = await makePerson('owner')
  return insert('sessions', {
    organisation_id: owner.organisation,
    title: 'Elsewhere',
    journey: json({ title: 'Elsewhere', phases: [] }),
    locale: 'en',
    admission: 'invited',
    join_code: joinCode(),
  })
}

async function makeVersion(): Promise<{ canvas: string; version: string }> {
  const owner = await makePerson('owner')
  const scope = { organisation: owner.organisation, person: owner.id }
  const canvas = await makePrivateCanvas(owner)
  await drawOn(scope, { id: canvas, owner: owner.id }, encodeStateAsUpdate(new Doc()))
  const version = await keepVersion(scope, canvas, { kind: 'activity' })
  return { canvas, version: version ?? '' }
}

async function makeJourney(): Promise<string> {
  const owner = await makePerson('owner')
  return insert('journeys', {
    organisation_id: owner.organisation,
    title: json({ en: 'Elsewhere' }),
    description: json({ en: '' }),
    phases: json([]),
  })
}

async function makeEntry(): Promise<string> {
  const owner = await makePerson('owner')
  return insert('journal_entries', {
    organisation_id: owner.organisation,
    person_id: owner.id,
    text: 'Elsewhere',
    sequence: 1,
  })
}

async function signInSessionOf(): Promise<string> {
  const owner = await makePerson('owner')
  const [row] = await asOwner<{ id: string }>(
    'select id from sign_in_sessions where person_id = ?',
    [owner.id]
  )
  return row?.id ?? ''
}

async function makeDeck(): Promise<string> {
  const owner = await makePerson('owner')
  return insert('decks', {
    organisation_id: owner.organisation,
    key: 'elsewhere',
    position: 0,
    languages: ['en'],
    titles: json({ en: 'Elsewhere' }),
    descriptions: json({ en: '' }),
    licence: 'none',
    attribution: 'Somebody',
    themes: json([]),
    content_hash: '',
  })
}

async function makeCard(): Promise<string> {
  const deck = await makeDeck()
  const hash = 'a'.repeat(64)
  const [row] = await asOwner<{ organisation_id: string }>(
    'select organisation_id from decks where id = ?',
    [deck]
  )
  const organisation = row?.organisation_id ?? ''
  await asOwner('insert into deck_pictures (organisation_id, hash) values (?, ?)', [
    organisation,
    hash,
  ])
  return insert('cards', {
    organisation_id: organisation,
    deck_id: deck,
    key: 'elsewhere',
    position: 0,
    themes: [],
    picture_hash: hash,
    picture_version: 'a',
    placeholder: 'data:,',
    colour: '#000000',
  })
}

async function makeCanvas(): Promise<string> {
  const owner = await makePerson('owner')
  return insert('canvases', { organisation_id: owner.organisation, owner_id: owner.id })
}

async function makeComment(): Promise<string> {
  const owner = await makePerson('owner')
  return say(owner, await makePrivateCanvas(owner), 'Elsewhere')
}

async function makeTemplate(): Promise<string> {
  const { organisation, id } = await makePerson('owner')
  const content = { name: 'Elsewhere', about: '', file: '' }
  return tenancy.run({ organisation, person: id }, () =>
    saveTemplate({ organisation }, null, content)
  )
}

const unknownSecret = async () => `${randomUUID()}${randomUUID()}`.replaceAll('-', '').slice(0, 43)

/**
 * Every parameter of every route: `<segment before it>/:<name>`. A route with one that is not here
 * fails the test of other organisations until somebody says what another organisation's value is.
 */
export const PARAMETERS: Record<string, Parameter> = {
  'people/:id': { value: async () => (await makePerson('participant')).id },
  'participants/:person': { value: async () => (await makePerson('participant')).id },
  'invitations/:id': { value: makeInvitation },
  'invitations/:token': { value: unknownSecret, elsewise: 'is a secret, found by who holds it' },
  'reset/:token': { value: unknownSecret, elsewise: 'is a secret, found by who holds it' },
  'set-up/:step': { value: async () => 'address' },
  'setup/:token': { value: unknownSecret, elsewise: 'is a secret, found by who holds it' },
  'browsers/:id': { value: signInSessionOf },
  'tokens/:id': { value: signInSessionOf },
  'sessions/:id': { value: makeSession },
  ':id/:step': { value: async () => 'start' },
  'canvases/:canvas': { value: async () => (await makeVersion()).canvas },
  'images/:image': { value: async () => randomUUID() },
  ':image/:size': { value: async () => 'large' },
  'versions/:version': { value: async () => (await makeVersion()).version },
  'journeys/:id': { value: makeJourney },
  'join/:code': { value: async () => joinCode(), elsewise: 'is a secret, found by who holds it' },
  'journal/:id': { value: makeEntry },
  'entries/:id': { value: makeEntry },
  'cards/:id': { value: makeCard },
  'decks/:id': { value: makeDeck },
  'pictures/:card': { value: makeCard },
  ':card/:size': { value: async () => '800' },
  'canvases/:id': { value: makeCanvas },
  'comments/:comment': { value: makeComment },
  'threads/:thread': { value: makeComment },
  'templates/:template': { value: makeTemplate },
  'shares/:share': { value: async () => randomUUID() },
  'mailbox/:id': { value: async () => randomUUID() },
}

const JOURNEY = {
  title: 'Mine',
  phases: ['pause', 'expand', 'focus', 'do'].map((title) => ({
    title,
    prompt: 'Look.',
    activity: 'share',
    minutes: 5,
  })),
}

/** Fields that let a request pass its validator, so that it comes to look for what it names. */
export const BODIES: Record<string, Record<string, unknown>> = {
  'POST /people/:id/role': { role: 'participant' },
  'POST /canvases/:canvas/versions': { name: 'Mine' },
  'POST /canvases/:canvas/timer': { seconds: 60 },
  'POST /canvases/:canvas/own-templates': { name: 'Mine', about: '', forAll: false, file: '{}' },
  'PUT /templates/:template': { name: 'Mine', about: '' },
  'POST /canvases/:canvas/vote': { dots: 3, secret: false },
  'POST /canvases/:canvas/dots': { element: 'one', dots: 1 },
  'POST /canvases/:canvas/reactions': { element: 'one', reaction: 'heart', given: true },
  'POST /canvases/:canvas/comments': {
    id: randomUUID(),
    words: 'Mine',
    at: { element: null, x: 0, y: 0 },
  },
  'POST /canvases/:canvas/comments/seen': { number: 1 },
  'PUT /canvases/:canvas/comments/:comment': { words: 'Mine' },
  'PUT /canvases/:canvas/threads/:thread': { resolved: true },
  'POST /canvases/:canvas/images/:image': { canvas: randomUUID(), image: randomUUID() },
  'PUT /journal/entries/:id': { text: 'Mine' },
  'PUT /api/v1/journal/entries/:id': { text: 'Mine' },
  'PUT /sessions/:id': { title: 'Mine', admission: 'open' },
  'POST /sessions/:id/invitations': { people: [] },
  'POST /sessions/:id/draw': { phaseIndex: 0 },
  'POST /sessions/:id/recording': { allowed: true },
  'POST /sessions/:id/choose': { phaseIndex: 0, cards: [] },
  'POST /api/v1/sessions/:id/draw': { phaseIndex: 0 },
  'POST /api/v1/sessions/:id/choose': { phaseIndex: 0, cards: [] },
  'PUT /journeys/:id': JOURNEY,
  'PUT /canvases/:id': { name: 'Mine' },
  'POST /canvases/:id/shares': { email: 'somebody@example.org', mode: 'view' },
  'PUT /canvases/:id/shares/:share': { mode: 'view' },
  'POST /journeys/:id/copy': JOURNEY,
}

/** Routes that answer anybody, and why. */
export const PUBLIC: Record<string, string> = {
  'GET /': 'says what this is',
  'GET /offline': 'stands in for other pages without a network, and holds no data',
  'GET /health/live': 'is asked by what watches the appliance',
  'GET /health/ready': 'is asked by what watches the appliance',
  'GET /interrupted': 'says to whoever was waiting for a process that it is gone',
  'GET /api/openapi.json': 'describes the API and holds no data',
  'GET /sign-in': 'is where a sign-in begins',
  'POST /sign-in': 'is where a sign-in begins',
  'POST /sign-out': 'ends what there is to end',
  'POST /api/v1/sessions/sign-in': 'is where a sign-in begins',
  'GET /password/forgot': 'is for those who cannot sign in',
  'POST /password/forgot': 'is for those who cannot sign in',
  'GET /password/reset/:token': 'is for those who cannot sign in',
  'POST /password/reset/:token': 'is for those who cannot sign in',
  'GET /invitations/:token': 'is for those who have no sign-in yet',
  'POST /invitations/:token/accept': 'is for those who have no sign-in yet',
  'POST /preferences': 'lets visitors choose language and colours',
  'GET /join': 'is for guests',
  'GET /join/:code': 'is for guests',
  'POST /join/:code': 'is for guests',
  'POST /api/v1/sessions/join': 'is for guests',
  'GET /setup/:token': 'is where the first organisation begins',
  'POST /setup/:token': 'is where the first organisation begins',
}

/** Routes to something whose id its author makes, and why another's id is then as free as any. */
export const CREATES: Record<string, string> = {
  'PUT /journal/entries/:id': 'the key of an entry carries its author',
  'PUT /api/v1/journal/entries/:id': 'the key of an entry carries its author',
}
