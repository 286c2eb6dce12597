import { test } from '@japa/runner'
import { shapeOf } from './trace_statement.js'

test.group('What a trace tells of a statement', () => {
  test('is none of its literals', ({ assert }) => {
    const statement = `select set_config('app.bearer', 'it''s dana@example.org', true), $$words$$, $x$more$x$ -- said so`
    const { text } = shapeOf(statement)
    for (const secret of ['dana', 'app.bearer', 'words', 'more', 'said']) {
      assert.notInclude(text, secret)
    }
    assert.equal(text, 'select set_config(?, ?, true), ?, ?')
  })

  for (const [what, statement] of [
    ['what looks like a comment in one', `select 'a -- b', 'dana'`],
    ['an apostrophe in a comment', `select 1 -- don't\n, 'dana'`],
    ['an escaped apostrophe', String.raw`select E'it\'s dana'`],
    ['one that never ends', `select 'dana`],
    ['a comment of several lines', `select /* 'o */ 'dana' /* dana */`],
  ] as const) {
    test(`is none of its literals, not even with ${what}`, ({ assert }) => {
      assert.notInclude(shapeOf(statement).text, 'dana')
    })
  }

  test('is never longer than two thousand characters', ({ assert }) => {
    assert.lengthOf(shapeOf(`select ${'a, '.repeat(5000)}`).text, 2000)
  })

  test('keeps the places of its values', ({ assert }) => {
    assert.equal(
      shapeOf('update x set a = $1 where b = $2').text,
      'update x set a = $1 where b = $2'
    )
  })

  for (const [text, name] of [
    ['BEGIN;', 'begin'],
    ['COMMIT;', 'commit'],
    ['select 1', 'select'],
    ['insert into "outbox" ("id") values ($1)', 'insert outbox'],
    ['delete from inbox i where true', 'delete inbox'],
    ['update schedules set a = 1', 'update schedules'],
    ['\n  with due as (select event_id from deliveries) select 1', 'with deliveries'],
  ] as const) {
    test(`names it ${name}`, ({ assert }) => {
      assert.equal(shapeOf(text).name, name)
    })
  }
})
