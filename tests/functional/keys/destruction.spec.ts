import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { settings } from '#config/settings'
import { loadDocument } from '#canvas/server/canvas_store'
import {
  ApplianceKeyError,
  cookieSecrets,
  keySource,
  newApplianceKey,
  readKeyFile,
  writeKeyFile,
} from '#core/keys/appliance_key'
import { replaceApplianceKey } from '#core/keys/appliance_key_rotation'
import { destroyKeys } from '#core/keys/destroy_keys'
import { exportKeys, exportPath, importKeys } from '#core/keys/key_export'
import { assertKeyFits } from '#core/keys/key_ring'
import { keysToOpen } from '#core/keys/keys'
import { NoKeyError } from '#core/keys/no_key_error'
import { replaceOrganisationKey } from '#core/keys/organisation_key_rotation'
import { keyVersionOf } from '#core/keys/sealed_value'
import { tenancy } from '#core/tenancy/tenancy'
import { saveEntry } from '#journal/actions/save_entry'
import { listChanges } from '#journal/queries/list_changes'
import { listEntries } from '#journal/queries/list_entries'
import { mailer } from '#messaging'
import { backUp, restore } from '#tests/support/backup'
import { drawOn } from '#tests/support/draw_on'
import { asOwner } from '#tests/support/database'
import { lastMailTo } from '#tests/support/mails'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeSession } from '#tests/support/sessions'
import { workEvents } from '#tests/support/work_events'

const tenantOf = ({ organisation, id }: TestPerson) => ({ organisation, person: id })
const nothing = async () => {}

/** A person who has sealed something of every kind. */
async function makeWriter(organisation?: string) {
  const person = await makePerson('facilitator', organisation)
  const writer = { ...person, own: randomUUID(), session: await makeSession(person) }
  await write(writer, 'words of a journal')
  const scope = tenantOf(person)
  const drawing = Buffer.from('a drawing')
  await drawOn(scope, { id: writer.own, owner: person.id }, drawing)
  await drawOn(scope, { id: writer.session, owner: null }, drawing)
  await mailer.send({
    ...{ to: person.email, subject: 'S', text: 'a link', html: '' },
    organisation: person.organisation,
  })
  return writer
}

type Writer = Awaited<ReturnType<typeof makeWriter>>

async function write(person: TestPerson, text: string): Promise<string> {
  const id = randomUUID()
  const content = { text, cards: [], mood: null, sessionId: null, phase: null, canvasId: null }
  await saveEntry(tenantOf(person), { id, over: undefined, ...content })
  return id
}

const textsOf = async (person: TestPerson) => {
  const entries = await tenancy.run(tenantOf(person), () => listEntries({ query: '', limit: 50 }))
  return entries.map(({ text }) => text)
}

/** What of a writer's can be read now, or the name of what is thrown. */
async function readable(writer: Writer) {
  const attempt = (work: Promise<unknown>) =>
    work.catch((error: unknown) => (error instanceof Error ? error.name : error))
  const drawing = async (id: string) => {
    const { document } = await loadDocument(tenantOf(writer), id)
    return document && Buffer.from(document).toString()
  }
  return {
    journal: await attempt(textsOf(writer)),
    own: await attempt(drawing(writer.own)),
    shared: await attempt(drawing(writer.session)),
    mail: await attempt(lastMailTo(writer.email)),
  }
}

const EVERYTHING = {
  journal: ['words of a journal'],
  own: 'a drawing',
  shared: 'a drawing',
  mail: 'a link',
}
const NOTHING = { journal: [], own: null, shared: null, mail: '' }

test.group('Destroying keys', () => {
  test('of an organisation makes its part of an older backup unreadable, and no other', async ({
    assert,
  }) => {
    const [gone, other] = [await makeWriter(), await makeWriter()]
    const colleague = await makeWriter(gone.organisation)
    const backup = await backUp(gone.organisation, other.organisation)

    await destroyKeys({ organisation: gone.organisation })
    for (const writer of [gone, colleague]) assert.deepEqual(await readable(writer), NOTHING)
    assert.deepEqual(await readable(other), EVERYTHING)

    await restore(backup)
    const unopened = { journal: 'ApplianceKeyError', own: 'ApplianceKeyError' }
    assert.containSubset(await readable(gone), unopened)
    await importKeys()
    for (const writer of [gone, colleague]) assert.deepEqual(await readable(writer), NOTHING)
    assert.deepEqual(await readable(other), EVERYTHING)
  })

  test('of a person makes theirs unreadable in an older backup, and nobody else’s', async ({
    assert,
  }) => {
    const gone = await makeWriter()
    const colleague = await makeWriter(gone.organisation)
    const backup = await backUp(gone.organisation)

    await destroyKeys({ organisation: gone.organisation, person: gone.id })
    const shared = { ...NOTHING, shared: 'a drawing', mail: 'a link' }
    assert.deepEqual(await readable(gone), shared)

    await restore(backup)
    await importKeys()
    assert.deepEqual(await readable(gone), shared)
    assert.deepEqual(await readable(colleague), EVERYTHING)
  })

  test('leaves keys of a backup that opened before with nothing to open them', async ({
    assert,
  }) => {
    const writer = await makeWriter()
    const other = await makeWriter()
    const backup = await backUp(writer.organisation)
    const before = readFileSync(keySource().path, 'utf8')
    await destroyKeys({ organisation: other.organisation })
    const after = readFileSync(keySource().path, 'utf8')
    for (const line of before.split('\n').filter((each) => !/^$|cookies/.test(each))) {
      assert.notInclude(after, line)
    }
    await restore(backup)
    assert.containSubset(await readable(writer), { journal: 'ApplianceKeyError' })
    await importKeys()
    assert.deepEqual(await readable(writer), EVERYTHING)
  })

  test('lets who stays write on, with entries that are as good as deleted behind them', async ({
    assert,
  }) => {
    const writer = await makeWriter()
    await destroyKeys({ organisation: writer.organisation, person: writer.id })
    await write(writer, 'a new beginning')
    assert.deepEqual(await textsOf(writer), ['a new beginning'])
    const { entries } = await tenancy.run(tenantOf(writer), () => listChanges(0))
    assert.deepEqual(
      entries.map(({ text, deletedAt }) => [text, deletedAt !== null]),
      [
        ['', true],
        ['a new beginning', false],
      ]
    )
  })

  test('is written down, and done once', async ({ assert }) => {
    const writer = await makeWriter()
    const condemned = { organisation: writer.organisation, person: writer.id }
    await destroyKeys(condemned)
    const before = readFileSync(keySource().path, 'utf8')
    await assert.rejects(() => destroyKeys(condemned), NoKeyError)
    await assert.rejects(() => destroyKeys({ organisation: randomUUID() }), NoKeyError)
    assert.equal(readFileSync(keySource().path, 'utf8'), before)
    const entries = await asOwner<{ action: string; subject_id: string }>(
      `select action, subject_id from audit_entries
       where organisation_id = ? and action like '%Destroyed'`,
      [writer.organisation]
    )
    assert.deepEqual(entries, [{ action: 'core.personKeyDestroyed', subject_id: writer.id }])
  })
})

test.group('Replacing the appliance key', () => {
  test('loses nothing, leaves one key in the file, and signs nobody out', async ({ assert }) => {
    const writer = await makeWriter()
    const [cookies] = cookieSecrets()
    const before = readKeyFile().keys
    await replaceApplianceKey(nothing)
    assert.lengthOf(readKeyFile().keys, 1)
    assert.notDeepEqual(readKeyFile().keys, before)
    assert.equal(cookieSecrets()[0], cookies)
    assert.deepEqual(await readable(writer), EVERYTHING)
    await write(writer, 'and more')
  })

  test('can be done by several nodes at once, while people write', async ({ assert }) => {
    const writer = await makeWriter()
    const newcomers = await Promise.all([1, 2, 3].map(() => makePerson('participant')))
    await Promise.all([
      replaceApplianceKey(nothing),
      ...newcomers.map((person) => write(person, 'my first words')),
      replaceApplianceKey(nothing),
      write(writer, 'meanwhile'),
      replaceApplianceKey(nothing),
    ])
    assert.lengthOf(readKeyFile().keys, 1)
    for (const person of newcomers) assert.deepEqual(await textsOf(person), ['my first words'])
    assert.deepEqual(await textsOf(writer), ['meanwhile', 'words of a journal'])
  })

  test('is finished by the next time when it was broken off half way', async ({ assert }) => {
    const writer = await makeWriter()
    const file = readKeyFile()
    writeKeyFile({ ...file, keys: [newApplianceKey(), ...file.keys] })
    assert.deepEqual(await readable(writer), EVERYTHING)
    const broken = replaceApplianceKey(async () => {
      throw new RangeError('power cut')
    })
    await assert.rejects(() => broken, 'power cut')
    assert.deepEqual(await readable(writer), EVERYTHING)
    await replaceApplianceKey(nothing)
    assert.lengthOf(readKeyFile().keys, 1)
    assert.deepEqual(await readable(writer), EVERYTHING)
  })
})

test.group('Replacing an appliance key that is passed in', () => {
  test('takes two steps, writes no file that was passed in, and loses nothing between', async ({
    assert,
    cleanup,
  }) => {
    const writer = await makeWriter()
    const own = readKeyFile()
    const passedIn = join(mkdtempSync(join(tmpdir(), 'belvedere-secret-')), 'key')
    const mount = (path: string) => copyFileSync(path, passedIn)
    mount(keySource().path)
    Object.assign(settings, { applianceKeyFile: passedIn })
    cleanup(() => {
      const last = readKeyFile()
      Object.assign(settings, { applianceKeyFile: '' })
      writeKeyFile(last)
    })
    const condemned = { organisation: writer.organisation, person: writer.id }

    const first = await destroyKeys(condemned)
    assert.equal(first.mount?.why, 'adding')
    assert.deepEqual(readKeyFile(), own)
    assert.deepEqual(await readable(writer), EVERYTHING)
    mount(first.mount?.path ?? '')
    assert.deepEqual(await readable(writer), EVERYTHING)

    const second = await destroyKeys(condemned)
    assert.equal(second.mount?.why, 'removing')
    assert.lengthOf(readKeyFile().keys, 2)
    mount(second.mount?.path ?? '')
    assert.lengthOf(readKeyFile().keys, 1)
    assert.deepEqual(await readable(writer), { ...NOTHING, shared: 'a drawing', mail: 'a link' })
  })
})

test.group('The key file of another appliance', () => {
  test('is refused by its name before anything is served, and in use', async ({
    assert,
    cleanup,
  }) => {
    const writer = await makeWriter()
    await assertKeyFits()
    const own = readKeyFile()
    cleanup(() => void writeKeyFile(own))
    writeKeyFile({ keys: [newApplianceKey()], cookieSecrets: [] })
    await assert.rejects(() => assertKeyFits(), /does not hold the appliance key [0-9a-f]{16}/)
    assert.containSubset(await readable(writer), { journal: 'ApplianceKeyError' })
    await assert.rejects(async () => write(await makePerson('owner'), 'x'), ApplianceKeyError)
  })
})

test.group('Exported keys', () => {
  test('of before the appliance key was replaced are refused, and change nothing', async ({
    assert,
  }) => {
    const writer = await makeWriter()
    const older = join(mkdtempSync(join(tmpdir(), 'belvedere-keys-')), 'keys.json')
    await exportKeys(older)
    await replaceApplianceKey(nothing)
    await assert.rejects(() => importKeys(older), ApplianceKeyError)
    assert.deepEqual(await readable(writer), EVERYTHING)
  })

  test('bring back no key that has been destroyed since', async ({ assert }) => {
    const writer = await makeWriter()
    await exportKeys()
    await asOwner(
      `update data_keys set wrapped = null, destroyed_at = now() where organisation_id = ?`,
      [writer.organisation]
    )
    await importKeys()
    assert.deepEqual(await readable(writer), NOTHING)
  })

  test('that are none are refused', async ({ assert }) => {
    const path = join(mkdtempSync(join(tmpdir(), 'belvedere-keys-')), 'keys.json')
    for (const text of ['', '{}', '{"wrappedBy":"0123456789abcdef","keys":[{}]}']) {
      writeFileSync(path, text)
      await assert.rejects(() => importKeys(path))
    }
  })

  test('hold no key in the clear, for their owner alone', async ({ assert }) => {
    await makeWriter()
    await exportKeys()
    const { keys } = readKeyFile()
    const text = readFileSync(exportPath(), 'utf8')
    for (const { key } of keys) assert.notInclude(text, key.toString('base64').slice(0, 20))
  })
})

test.group('Replacing the key of an organisation', () => {
  test('keeps everything readable all the while, also what others draw meanwhile', async ({
    assert,
  }) => {
    const writer = await makeWriter()
    assert.equal(await replaceOrganisationKey(writer.organisation), 2)
    assert.deepEqual(await readable(writer), EVERYTHING)
    const late = await makeWriter(writer.organisation)
    await workEvents()
    for (const each of [writer, late]) assert.deepEqual(await readable(each), EVERYTHING)
  })

  test('seals anew whatever its older versions have sealed, and nothing needs these any more', async ({
    assert,
  }) => {
    const writer = await makeWriter()
    const colleague = await makeWriter(writer.organisation)
    // More than are sealed in one go.
    for (let count = 0; count < 101; count++) {
      await mailer.send({
        ...{ to: 'many@example.org', subject: 'S', text: 'one of many', html: '' },
        organisation: writer.organisation,
      })
    }
    for (const version of [2, 3]) {
      assert.equal(await replaceOrganisationKey(writer.organisation), version)
    }
    await workEvents()
    const wrappers = await asOwner(
      'select distinct wrapped_by from data_keys where organisation_id = ? and person_id is not null',
      [writer.organisation]
    )
    assert.deepEqual(wrappers, [{ wrapped_by: '3' }])

    await asOwner(
      `update data_keys set wrapped = null, destroyed_at = now()
       where organisation_id = ? and person_id is null and version < 3`,
      [writer.organisation]
    )
    for (const each of [writer, colleague]) assert.deepEqual(await readable(each), EVERYTHING)
    const unread = await tenancy.system('operator', async () => {
      const mailKeys = await keysToOpen({ organisation: writer.organisation })
      const { rows } = await tenancy
        .client()
        .rawQuery<{ rows: { content: Buffer }[] }>(
          'select content from mailbox_messages where sealed_for = ?',
          [writer.organisation]
        )
      return rows.filter(({ content }) => keyVersionOf(content) !== mailKeys.newest?.version)
    })
    assert.lengthOf(unread, 0)
  })

  test('keeps the older versions, for older backups', async ({ assert }) => {
    const writer = await makeWriter()
    const backup = await backUp(writer.organisation)
    await replaceOrganisationKey(writer.organisation)
    await workEvents()
    await exportKeys()
    await restore(backup)
    await importKeys()
    assert.deepEqual(await readable(writer), EVERYTHING)
  })

  test('leaves closed what was erased before, of one person and of all', async ({ assert }) => {
    const gone = await makeWriter()
    const colleague = await makeWriter(gone.organisation)
    await destroyKeys({ organisation: gone.organisation, person: gone.id })
    await replaceOrganisationKey(gone.organisation)
    await workEvents()
    const shared = { ...NOTHING, shared: 'a drawing', mail: 'a link' }
    assert.deepEqual(await readable(gone), shared)
    assert.deepEqual(await readable(colleague), EVERYTHING)

    await destroyKeys({ organisation: gone.organisation })
    await replaceOrganisationKey(gone.organisation)
    await workEvents()
    for (const each of [gone, colleague]) assert.deepEqual(await readable(each), NOTHING)
  })

  test('is refused for an organisation that there is not', async ({ assert }) => {
    await assert.rejects(() => replaceOrganisationKey(randomUUID()), NoKeyError)
  })
})
