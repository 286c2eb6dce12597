import { v7 as newId } from 'uuid'
import { findCards, randomCard } from '#library'
import { live } from '#live'
import { tenancy } from '#core/tenancy/tenancy'
import type { LivePick } from '#pages/programs/live.props'
import type { Activity } from '../journeys/journey.js'
import { programErrors } from '../errors.js'
import { findSession } from '../queries/find_session.js'
import { channelOf, type Session } from '../session.js'

/** How many cards a person chooses in a phase at most. */
export const MOST_CHOSEN = 3

/** A card may be given back once for another. */
const MOST_DRAWS = 2

interface PickRow {
  person_id: string
  card_id: string
  draw: number
}

/**
 * Draws a card at random for the person, one that nobody in the phase has if there is such a card.
 * Asking again gives the same card. Call it inside a scope.
 *
 * @param insteadOf the card to give back for another, once
 * @throws core.notFound, programs.sessionEnded, programs.notThisPhase, programs.alreadyRedrawn,
 *   programs.noCards
 */
export async function drawCard(
  id: string,
  person: string,
  phaseIndex: number,
  insteadOf?: string
): Promise<LivePick> {
  const session = await findSessionIn(id, phaseIndex, 'draw')
  const drawn = await tenancy
    .client()
    .rawQuery<{ rows: PickRow[] }>(
      'select person_id, card_id, draw from picks where session_id = ? and phase_index = ?',
      [session.id, phaseIndex]
    )
  const mine = drawn.rows.find((row) => row.person_id === person)
  // A card that is no longer mine has been given back already: a second click changes nothing.
  if (mine && mine.card_id !== insteadOf) {
    return { person, phaseIndex, cards: [mine.card_id], draw: mine.draw }
  }
  if (mine && mine.draw >= MOST_DRAWS) throw programErrors.alreadyRedrawn()
  const taken = drawn.rows.map((row) => row.card_id)
  const card =
    (await randomCard(taken, session.locale)) ??
    (await randomCard(mine ? [mine.card_id] : [], session.locale))
  if (!card) throw programErrors.noCards()
  return keep(session, { person, phaseIndex, cards: [card.id], draw: (mine?.draw ?? 0) + 1 })
}

/**
 * Chooses cards in place of those the person chose before; none puts them all back. Call it inside a
 * scope.
 *
 * @throws core.notFound, programs.sessionEnded, programs.notThisPhase, programs.unknownCard
 */
export async function chooseCards(
  id: string,
  person: string,
  phaseIndex: number,
  cards: readonly string[]
): Promise<LivePick> {
  const session = await findSessionIn(id, phaseIndex, 'choose')
  const wanted = [...new Set(cards)].slice(0, MOST_CHOSEN)
  const known = await findCards(wanted, session.locale)
  if (known.length < wanted.length) throw programErrors.unknownCard({ field: 'cards' })
  return keep(session, { person, phaseIndex, cards: wanted, draw: 1 })
}

async function findSessionIn(id: string, phaseIndex: number, activity: Activity): Promise<Session> {
  const { session } = await findSession(id, true)
  if (session.state === 'ended') throw programErrors.sessionEnded()
  const isNow = session.state === 'running' && session.phaseIndex === phaseIndex
  if (!isNow || session.journey.phases[phaseIndex]?.activity !== activity) {
    throw programErrors.notThisPhase()
  }
  return session
}

async function keep(session: Session, pick: LivePick): Promise<LivePick> {
  const { person, phaseIndex, cards, draw } = pick
  const client = tenancy.client()
  await client
    .from('picks')
    .where({ session_id: session.id, phase_index: phaseIndex, person_id: person })
    .delete()
  if (cards.length > 0) {
    await client.table('picks').multiInsert(
      cards.map((card, position) => ({
        id: newId(),
        organisation_id: session.organisation,
        session_id: session.id,
        phase_index: phaseIndex,
        person_id: person,
        card_id: card,
        position,
        draw,
      }))
    )
  }
  tenancy.afterCommit(() => live.publish(channelOf(session.id), { kind: 'picked', pick }))
  return pick
}
