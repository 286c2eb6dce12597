import { coreErrors } from '#core/errors/core_errors'
import { keysToSeal } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import { severalLines } from '#core/plain_words'
import { holderOf } from '../server/sealed_canvas.js'
import { holdComments } from './comment_clock.js'
import { commentErrors } from './comment_errors.js'
import type { CommentScope } from './comment_scope.js'
import { commentsOf } from './find_discussion.js'
import { commentPlace, MOST_COMMENTS } from './discussion.js'

/** A comment to be written. */
export interface NewComment {
  /** Made by who writes it. */
  id: string
  words: string
  /** The thread that it answers, or what a new one is about and where. */
  on: { thread: string } | { element: string | null; x: number; y: number }
}

/**
 * Writes a comment. Writing it again, as after a lost answer, changes nothing but words that were
 * changed meanwhile. Call it inside the scope of who may write.
 *
 * @throws core.notFound when there is no such thread, or the id is another comment's;
 *   comments.tooMany, comments.wordless
 */
export async function writeComment(scope: CommentScope, comment: NewComment): Promise<void> {
  const { tenant, canvas } = scope
  const { id, on } = comment
  const thread = 'thread' in on ? on.thread : id
  const number = await holdComments(tenant, canvas, 1)
  const client = tenancy.client()
  const before = await client.rawQuery<{ rows: { isSame: boolean }[] }>(
    `select person_id = ? and thread_id = ? as "isSame" from canvas_comments
     where canvas_id = ? and id = ?`,
    [tenant.person, thread, canvas, id]
  )
  if (before.rows[0]?.isSame === false) throw coreErrors.notFound()
  if (before.rows[0]) return rewrite(scope, id, comment.words)
  await refuseTooMany(canvas)
  if ('thread' in on) await reopen(canvas, thread)
  else {
    await client.table('canvas_threads').insert({
      id,
      organisation_id: tenant.organisation,
      canvas_id: canvas,
      element: on.element,
      x: on.x,
      y: on.y,
    })
  }
  await client.table('canvas_comments').insert({
    id,
    organisation_id: tenant.organisation,
    canvas_id: canvas,
    thread_id: thread,
    number,
    person_id: tenant.person,
    ...(await sealWords(scope, id, comment.words)),
  })
}

/**
 * Puts other words in the place of one's own. Call it inside the scope of who may write.
 *
 * @throws core.notFound when it is not theirs, or deleted; comments.wordless
 */
export async function editComment(scope: CommentScope, id: string, words: string): Promise<void> {
  await holdComments(scope.tenant, scope.canvas, 0)
  const sealed = await sealWords(scope, id, words)
  const { rows } = await tenancy.client().rawQuery<{ rows: unknown[] }>(
    `update canvas_comments set words = ?, sealed_for = ?, edited_at = now()
     where canvas_id = ? and id::text = ? and person_id = ? and words is not null returning id`,
    [sealed.words, sealed.sealed_for, scope.canvas, id, scope.tenant.person]
  )
  if (rows.length === 0) throw coreErrors.notFound()
}

async function rewrite(scope: CommentScope, id: string, words: string): Promise<void> {
  const comments = [...(await commentsOf(scope)).values()].flat()
  const stands = comments.find((comment) => comment.id === id)?.words
  if (stands !== severalLines(words)) await editComment(scope, id, words)
}

/** Sealed with the key of who writes, on whose canvas it may ever be, so that it goes with that. */
async function sealWords({ tenant }: CommentScope, id: string, words: string) {
  const plain = severalLines(words)
  if (plain === '') throw commentErrors.wordless({ field: 'words' })
  const keys = await keysToSeal(holderOf(tenant, tenant.person))
  return { words: keys.seal(commentPlace(id), plain), sealed_for: tenant.person }
}

async function refuseTooMany(canvas: string): Promise<void> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { count: number }[] }>(
      'select count(*)::int as count from canvas_comments where canvas_id = ?',
      [canvas]
    )
  if ((rows[0]?.count ?? 0) >= MOST_COMMENTS) {
    throw commentErrors.tooMany({ values: { most: MOST_COMMENTS } })
  }
}

/** Whoever answers something has not done with it. */
async function reopen(canvas: string, thread: string): Promise<void> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: unknown[] }>(
      'update canvas_threads set resolved_at = null where canvas_id = ? and id = ? returning id',
      [canvas, thread]
    )
  if (rows.length === 0) throw coreErrors.notFound()
}
