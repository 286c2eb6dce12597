import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { makeCheckpoint, publicKeys } from '#core/audit/checkpoints'
import { exportLog } from '#core/audit/export_log'
import { hashLeaf, hashNode } from '#core/audit/merkle'
import { proveEntry } from '#core/audit/prove_entry'
import { sequenceEntries } from '#core/audit/sequence_entries'
import { isCheckpointDue } from '#core/audit/sign_log'
import { runVerifier, verifyLog } from '#core/audit/verify_log'
import { replaceApplianceKey } from '#core/keys/appliance_key_rotation'
import { destroyKeys } from '#core/keys/destroy_keys'
import { Refusal } from '#core/errors/refusal'
import { listAuditEntries } from '#core/audit/list_audit_entries'
import { tenancy } from '#core/tenancy/tenancy'
import { asSuperuser, idOf, keepLog, makeEntries, record } from '#tests/support/audit_log'
import { asOwner } from '#tests/support/database'
import { makePerson } from '#tests/support/people'

const folder = mkdtempSync(join(tmpdir(), 'belvedere-audit-'))
const file = (name: string) => join(folder, name)

/** What the verifier says of the log as it is now. */
async function verdict(...kept: string[]) {
  await exportLog(file('log.jsonl'))
  return verify('log.jsonl', ...kept)
}

async function verify(log: string, ...kept: string[]) {
  writeFileSync(file('key.pem'), await publicKeys())
  return runVerifier([log, 'key.pem', ...kept].map(file))
}

test.group('The log of an appliance', () => {
  test('is verified from an export by a program that needs nothing else', async ({ assert }) => {
    await makeEntries()
    const { status, said } = await verdict()
    assert.match(said, /^OK: \d+ entries, \d+ checkpoints, nothing changed$/)
    assert.equal(status, 0)
    assert.deepEqual((await verifyLog()).isGood, true)
  })

  test('takes entries that are written at once, each in one place', async ({ assert }) => {
    const person = await makePerson('owner')
    await Promise.all([
      ...Array.from({ length: 20 }, (_, count) => record(person, count)),
      sequenceEntries(),
      sequenceEntries(),
    ])
    await Promise.all([sequenceEntries(), sequenceEntries()])
    const [row] = await asOwner(
      `select count(*)::int as entries, count(l.index)::int as places,
         (select max(index) + 1 = count(*) from audit_leaves) as dense
       from audit_entries e left join audit_leaves l on l.entry_id = e.id`
    )
    assert.equal(row?.entries, row?.places)
    assert.isTrue(row?.dense)
    assert.equal((await verdict()).status, 0)
  })

  test('cannot be read or written past the auditor, in any scope', async ({ assert }) => {
    await makeEntries()
    const { organisation } = await makePerson('owner')
    for (const table of ['audit_leaves', 'audit_nodes', 'audit_checkpoints', 'audit_tree']) {
      const seen = await tenancy.run({ organisation }, () =>
        tenancy.client().from(table).count('*')
      )
      assert.equal(Number(seen[0]?.count), 0, table)
    }
    for (const table of ['audit_leaves', 'audit_nodes', 'audit_checkpoints']) {
      await assert.rejects(() => asOwner(`delete from ${table}`), /never changed or removed/)
    }
  })

  test('shows personal data to who may read it, and to nobody once it is erased', async ({
    assert,
  }) => {
    const person = await makePerson('owner')
    await record(person, 1, '198.51.100.9')
    const read = () => tenancy.run({ organisation: person.organisation }, () => listAuditEntries(5))
    assert.equal((await read()).at(0)?.address, '198.51.100.9')
    await exportLog(file('log.jsonl'))
    assert.notInclude(readFileSync(file('log.jsonl'), 'utf8'), '198.51.100')
    await destroyKeys({ organisation: person.organisation, person: person.id })
    const after = (await read()).find(({ action }) => action === 'test.done')
    assert.isNull(after?.address)
    assert.equal((await verdict()).status, 0)
  })
})

test.group('The verifier names', () => {
  const cases: [string, (index: number) => Promise<string[]>, (index: number) => RegExp][] = [
    [
      'an entry that a superuser has edited',
      async (index) => [
        `update audit_entries set details = '{"count": 99}' where id = '${await idOf(index)}'`,
      ],
      (index) => new RegExp(`^BAD: entry ${index} \\(.*\\) was edited$`),
    ],
    [
      'one whose moment was changed by a microsecond',
      async (index) => [
        `update audit_entries set occurred_at = occurred_at + interval '1 microsecond'
         where id = '${await idOf(index)}'`,
      ],
      (index) => new RegExp(`^BAD: entry ${index} \\(.*\\) was edited$`),
    ],
    [
      'one whose sealed part had a bit flipped',
      async (index) => [
        `update audit_entries set sealed = set_bit(sealed, 300, 1 - get_bit(sealed, 300))
         where id = '${await idOf(index)}'`,
      ],
      (index) => new RegExp(`^BAD: entry ${index} \\(.*\\) was edited$`),
    ],
    [
      'an entry that was removed',
      async (index) => [`delete from audit_entries where id = '${await idOf(index)}'`],
      (index) => new RegExp(`^BAD: entry ${index} was removed$`),
    ],
    [
      'one that was removed with its place',
      async (index) => [
        `delete from audit_entries where id = '${await idOf(index)}'`,
        `delete from audit_leaves where index = ${index}`,
        `delete from audit_nodes where level = 0 and index = ${index}`,
      ],
      (index) => new RegExp(`^BAD: entry ${index} was removed$`),
    ],
    [
      'entries that were reordered',
      async (index) => {
        const [one, other] = [await idOf(index), await idOf(index + 1)]
        return [
          `delete from audit_leaves where index in (${index}, ${index + 1})`,
          `insert into audit_leaves values (${index}, '${other}'), (${index + 1}, '${one}')`,
        ]
      },
      (index) => new RegExp(`^BAD: entry ${index} \\(.*\\) was reordered: .* entry ${index + 1}$`),
    ],
  ]
  for (const [what, change, expected] of cases) {
    test(what, async ({ assert }) => {
      const index = await makeEntries()
      await makeCheckpoint()
      const undo = await keepLog()
      try {
        await asSuperuser(...(await change(index)))
        const { status, said } = await verdict()
        assert.match(said, expected(index))
        assert.equal(status, 1)
        assert.isFalse((await verifyLog()).isGood)
      } finally {
        await undo()
      }
    })
  }

  test('the checkpoint behind which somebody rewrote entry and hashes', async ({ assert }) => {
    const index = await makeEntries()
    const before = (await makeCheckpoint()).size
    const rewritten = (await makeEntries()) - 1
    await makeCheckpoint()
    const undo = await keepLog()
    try {
      await asSuperuser(
        `update audit_entries set action = 'test.forged' where id = '${await idOf(rewritten)}'`
      )
      await exportLog(file('log.jsonl'))
      const lines = readFileSync(file('log.jsonl'), 'utf8').split('\n')
      const forged = lines.map((line) => {
        if (!line.includes(`"index":${rewritten},`)) return line
        const { entry }: { entry: unknown } = JSON.parse(line)
        const leaf = hashLeaf(JSON.stringify(entry)).toString('hex')
        return JSON.stringify({ entry, index: rewritten, leaf })
      })
      writeFileSync(file('forged.jsonl'), forged.join('\n'))
      const { said } = await verify('forged.jsonl')
      assert.match(said, new RegExp(`^BAD: an entry from ${before} to \\d+ was edited, removed`))
      assert.isBelow(index, before)
    } finally {
      await undo()
    }
  })

  test('what was appended behind the last checkpoint, and a checkpoint that is forged', async ({
    assert,
  }) => {
    await makeEntries()
    await exportLog(file('log.jsonl'))
    const lines = readFileSync(file('log.jsonl'), 'utf8').trimEnd().split('\n')
    const entries = lines.filter((line) => !line.startsWith('{"checkpoint"'))
    const checkpoints = lines.filter((line) => line.startsWith('{"checkpoint"'))
    const { entry }: { entry: unknown } = JSON.parse(entries.at(-1) ?? '')
    const leaf = hashLeaf(JSON.stringify(entry)).toString('hex')
    const more = JSON.stringify({ entry, index: entries.length, leaf })
    writeFileSync(file('more.jsonl'), [...entries, more, ...checkpoints].join('\n'))
    const appended = await verify('more.jsonl')
    assert.match(appended.said, new RegExp(`^BAD: entry ${entries.length} was appended behind`))

    const forged = checkpoints.map((line) =>
      line.replace(/"size":\d+/, `"size":${entries.length}1`)
    )
    writeFileSync(file('forged.jsonl'), [...entries, ...forged].join('\n'))
    assert.match((await verify('forged.jsonl')).said, /^BAD: .* is not signed by this key$/)

    writeFileSync(file('bare.jsonl'), entries.join('\n'))
    assert.match((await verify('bare.jsonl')).said, /^BAD: there is no checkpoint$/)
  })

  test('what was cut off, by a checkpoint that was kept elsewhere', async ({ assert }) => {
    await makeEntries()
    await exportLog(file('short.jsonl'))
    const short = readFileSync(file('short.jsonl'), 'utf8').trimEnd().split('\n')
    const size = short.filter((line) => !line.startsWith('{"checkpoint"')).length
    await makeEntries()
    writeFileSync(file('kept.json'), JSON.stringify(await makeCheckpoint()))
    assert.equal((await verify('short.jsonl')).status, 0)
    const { said, status } = await verify('short.jsonl', 'kept.json')
    assert.match(said, new RegExp(`^BAD: entry ${size} is missing: the log was cut off`))
    assert.equal(status, 1)
  })

  test('nothing, and says so, when it cannot read what it is given', async ({ assert }) => {
    writeFileSync(file('broken.jsonl'), '{"entry":')
    assert.equal((await verify('broken.jsonl')).status, 2)
    writeFileSync(file('none.pem'), '')
    assert.equal((await runVerifier([file('broken.jsonl'), file('none.pem')])).status, 2)
    assert.equal((await runVerifier([])).status, 2)
  })
})

test.group('Only the database can tell', () => {
  test('an entry that was slipped in, and an inner node that was changed', async ({ assert }) => {
    const person = await makePerson('owner')
    await makeEntries()
    const undo = await keepLog()
    try {
      await asSuperuser(
        `insert into audit_entries (id, organisation_id, action, subject_kind)
         values (gen_random_uuid(), '${person.organisation}', 'test.slippedIn', 'person')`,
        `update audit_nodes set hash = sha256('other') where level = 1 and index = 0`
      )
      const { isGood, said } = await verifyLog()
      assert.isFalse(isGood)
      assert.include(said.join('\n'), 'node 1.0 is not the hash of those below it')
      assert.include(said.join('\n'), 'was slipped in')
    } finally {
      await undo()
    }
  })
})

test.group('A proof', () => {
  test('leads from an entry to the root of the tree', async ({ assert }) => {
    const index = await makeEntries()
    const proof = await proveEntry(await idOf(index))
    assert.equal(proof.index, index)
    let [fn, sn, hash] = [proof.index, proof.size - 1, hashLeaf(proof.entry)]
    for (const part of proof.path.map((hex) => Buffer.from(hex, 'hex'))) {
      if (fn % 2 === 1 || fn === sn) {
        hash = hashNode(part, hash)
        while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1]
      } else hash = hashNode(hash, part)
      ;[fn, sn] = [fn >> 1, sn >> 1]
    }
    assert.equal(hash.toString('hex'), proof.root)
    assert.equal((await makeCheckpoint()).root, proof.root)
    await assert.rejects(() => proveEntry(crypto.randomUUID()), Refusal)
  })
})

test.group('A checkpoint', () => {
  test('is due after an hour with something new, and never for nothing', async ({ assert }) => {
    await makeEntries()
    const { at } = await makeCheckpoint()
    const hours = (count: number) => new Date(Date.parse(at) + count * 3_600_000)
    assert.isFalse(await isCheckpointDue(hours(2)))
    await makeEntries()
    assert.isFalse(await isCheckpointDue(hours(0.9)))
    assert.isTrue(await isCheckpointDue(hours(1)))
  })

  test('stays the same while nothing is added, and outlives a new appliance key', async ({
    assert,
  }) => {
    await makeEntries()
    const [one, other] = [await makeCheckpoint(), await makeCheckpoint()]
    assert.equal(other.signature, one.signature)
    const key = await publicKeys()
    await replaceApplianceKey(async () => {})
    const next = await makeCheckpoint()
    assert.equal(next.key, one.key)
    assert.equal(await publicKeys(), key)
    assert.equal(next.consistency?.from, one.size)
  })
})
