import { tenancy } from '#core/tenancy/tenancy'
import type { Exercise, Reaction, Vote } from './exercise.js'
import type { ExerciseScope } from './exercise_scope.js'

interface VoteRow {
  id: string
  dots: number
  isSecret: boolean
  hasEnded: boolean
  voters: number
}

/** What goes on beside a canvas, as its person may know it. Call it inside their scope. */
export async function findExercise(scope: ExerciseScope): Promise<Exercise> {
  const { tenant, canvas, leads, takesPart } = scope
  const client = tenancy.client()
  const timers = await client.rawQuery<{ rows: { endsAt: number; seconds: number }[] }>(
    `select extract(epoch from ends_at)::float8 * 1000 as "endsAt", seconds
     from canvas_timers where canvas_id = ?`,
    [canvas]
  )
  const votes = await client.rawQuery<{ rows: VoteRow[] }>(
    `select id, dots, is_secret as "isSecret", ended_at is not null as "hasEnded",
       (select count(distinct person_id)::int from canvas_dots where vote_id = v.id) as voters
     from canvas_votes v where canvas_id = ? order by ended_at is not null, begun_at desc limit 1`,
    [canvas]
  )
  const reactions = await client.rawQuery<{ rows: Reaction[] }>(
    `select element, reaction, count(*)::int as count, bool_or(person_id = ?) as mine
     from canvas_reactions where canvas_id = ? group by element, reaction
     order by element, reaction`,
    [tenant.person, canvas]
  )
  const vote = votes.rows[0]
  return {
    timer: timers.rows[0] ?? null,
    vote: vote ? await withDots(vote, tenant.person) : null,
    reactions: reactions.rows,
    leads,
    takesPart,
  }
}

async function withDots(vote: VoteRow, person: string): Promise<Vote> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { element: string; mine: number; all: number }[] }>(
      `select element, sum(dots)::int as all,
         coalesce(sum(dots) filter (where person_id = ?), 0)::int as mine
       from canvas_dots where vote_id = ? group by element order by element`,
      [person, vote.id]
    )
  const isTold = vote.hasEnded || !vote.isSecret
  const given = rows.reduce((sum, { mine }) => sum + mine, 0)
  const { id, dots, isSecret, hasEnded, voters } = vote
  return {
    id,
    dots,
    left: dots - given,
    isSecret,
    hasEnded,
    voters,
    // Of a secret vote nobody is told either which things have dots of others at all.
    elements: rows
      .filter(({ mine }) => isTold || mine > 0)
      .map(({ element, mine, all }) => ({ element, mine, all: isTold ? all : null })),
  }
}
