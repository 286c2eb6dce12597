import { randomUUID } from 'node:crypto'
import type { Comment, Discussion } from '#canvas/comments/discussion'
import type { SharedMode } from '#canvas/policies/canvas_modes'
import { makeOwnCanvas, share } from './canvases.js'
import { makePerson, type TestPerson } from './people.js'
import { Visitor } from './visitor.js'

const JSON_WANTED = { accept: 'application/json' }

/** A place on a canvas. */
export const PLACE = { element: null, x: 10, y: 20 }

/** Asks something of what is said beside a canvas; returns the status or, refused, the code. */
export async function ask(
  person: TestPerson,
  method: string,
  canvas: string,
  rest: string,
  fields: Record<string, unknown> = {}
): Promise<number | string> {
  const visitor = await Visitor.as(person)
  const path = `/canvases/${canvas}/${rest}`
  const response =
    method === 'GET'
      ? await visitor.get(path, JSON_WANTED)
      : await visitor.submit(method, path, fields, JSON_WANTED)
  if (response.ok) return response.status
  const { errors }: { errors: { code: string }[] } = JSON.parse(await response.text())
  return errors[0]?.code ?? response.status
}

/** What is said beside a canvas, for somebody. */
export async function discussion(person: TestPerson, canvas: string): Promise<Discussion> {
  const response = await (await Visitor.as(person)).get(`/canvases/${canvas}/comments`, JSON_WANTED)
  const read: Discussion = JSON.parse(await response.text())
  return read
}

/** All comments, in the order of their threads. */
export async function commentsOf(person: TestPerson, canvas: string): Promise<Comment[]> {
  return (await discussion(person, canvas)).threads.flatMap(({ comments }) => comments)
}

/** The words that somebody reads. */
export async function wordsOf(person: TestPerson, canvas: string): Promise<(string | null)[]> {
  return (await commentsOf(person, canvas)).map(({ words }) => words)
}

/** Begins a thread at a place, or answers one; returns the comment's id. */
export async function say(
  person: TestPerson,
  canvas: string,
  words: string,
  on: Record<string, unknown> = { at: PLACE }
): Promise<string> {
  const id = randomUUID()
  const answer = await ask(person, 'POST', canvas, 'comments', { id, words, ...on })
  if (answer !== 200) throw new Error(`It was refused: ${answer}`)
  return id
}

/** A canvas of somebody, shared in every mode. */
export async function makeShownCanvas() {
  const owner = await makePerson('participant')
  const canvas = await makeOwnCanvas(owner)
  const sharedIn = async (mode: SharedMode) => {
    const person = await makePerson('participant', owner.organisation)
    await share(owner, canvas, { email: person.email }, mode)
    return person
  }
  return {
    canvas,
    owner,
    edit: await sharedIn('edit'),
    comment: await sharedIn('comment'),
    view: await sharedIn('view'),
    present: await sharedIn('present'),
  }
}
