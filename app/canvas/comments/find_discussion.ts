import { keysToOpenEach } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import { holderOf } from '../server/sealed_canvas.js'
import type { CommentScope } from './comment_scope.js'
import { commentPlace, type Comment, type Discussion, type Thread } from './discussion.js'

interface CommentRow {
  id: string
  thread: string
  number: number
  person: string
  name: string | null
  sealed_for: string | null
  words: Uint8Array | null
  written_at: Date
  isEdited: boolean
}

/** What is said beside a canvas, for the person of the scope. Call it inside their scope. */
export async function findDiscussion(scope: CommentScope): Promise<Discussion> {
  const { canvas, mayWrite, leads } = scope
  const client = tenancy.client()
  const threads = await client.rawQuery<{ rows: Omit<Thread, 'comments'>[] }>(
    `select id, element, x, y, resolved_at is not null as "isResolved"
     from canvas_threads where canvas_id = ?`,
    [canvas]
  )
  const seen = await client.rawQuery<{ rows: { number: number }[] }>(
    'select number from canvas_comments_seen where canvas_id = ?',
    [canvas]
  )
  const comments = await commentsOf(scope)
  return {
    threads: threads.rows
      .map((thread) => ({ ...thread, comments: comments.get(thread.id) ?? [] }))
      .filter((thread) => thread.comments.length > 0)
      .sort((one, other) => begun(one) - begun(other)),
    seen: seen.rows[0]?.number ?? 0,
    mayWrite,
    leads,
  }
}

const begun = ({ comments }: Thread) => comments[0]?.number ?? 0

/** The comments of each thread, in the order in which they were written. Call it inside their scope. */
export async function commentsOf({
  tenant,
  canvas,
}: CommentScope): Promise<Map<string, Comment[]>> {
  const { rows } = await tenancy.client().rawQuery<{ rows: CommentRow[] }>(
    `select c.id, c.thread_id as thread, c.number, c.person_id as person, p.name, c.sealed_for,
       c.words, c.written_at, c.edited_at is not null as "isEdited"
     from canvas_comments c
     left join memberships m on m.organisation_id = c.organisation_id and m.person_id = c.person_id
     left join people p on p.id = m.person_id
     where c.canvas_id = ? order by c.number`,
    [canvas]
  )
  const keys = await keysToOpenEach(rows.map((row) => holderOf(tenant, row.sealed_for)))
  const threads = new Map<string, Comment[]>()
  for (const [index, row] of rows.entries()) {
    const words = row.words && keys[index]?.open(commentPlace(row.id), row.words)
    const comments = threads.get(row.thread) ?? []
    threads.set(row.thread, comments)
    comments.push({
      id: row.id,
      number: row.number,
      by: row.name === null ? null : { id: row.person, name: row.name },
      isMine: row.person === tenant.person,
      words: words?.toString('utf8') ?? null,
      at: row.written_at.toISOString(),
      isEdited: row.isEdited,
    })
  }
  return threads
}
