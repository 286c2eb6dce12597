import type { PresentPerson } from './protocol.js'

/** Who is on which channel, as each node tells. A person with two windows is here once. */
export class Presence {
  #channels = new Map<string, Map<string, PresentPerson[]>>()

  /** Takes over what a node says of a channel. */
  update(channel: string, node: string, people: PresentPerson[]): void {
    const nodes = this.#channels.get(channel) ?? new Map<string, PresentPerson[]>()
    if (people.length > 0) nodes.set(node, people)
    else nodes.delete(node)
    if (nodes.size > 0) this.#channels.set(channel, nodes)
    else this.#channels.delete(channel)
  }

  /** Everybody on a channel, each once, in the order of their names. */
  people(channel: string): PresentPerson[] {
    const all = [...(this.#channels.get(channel)?.values() ?? [])].flat()
    const each = new Map(all.map((person) => [person.id, person]))
    return [...each.values()].sort((a, b) => a.name.localeCompare(b.name))
  }
}
