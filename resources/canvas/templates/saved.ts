import type { Carried } from '#canvas/exchange/carried'
import { readImport } from '#canvas/exchange/read_import'
import type { ListedTemplate } from '#canvas/templates/own_template'

/** The templates that people saved and this person is offered; null when they cannot be had. */
export async function savedTemplates(): Promise<ListedTemplate[] | null> {
  const answer = await ask('/templates')
  if (!answer) return null
  const read: () => Promise<{ templates: ListedTemplate[] }> = () => answer.json()
  return (await read()).templates
}

/** What lies in a template that somebody saved; null when it cannot be had. */
export async function carriedIn(template: string): Promise<Carried[] | null> {
  const answer = await ask(`/templates/${template}`)
  const read = answer && readImport(await answer.text())
  return read && 'elements' in read ? read.elements : null
}

async function ask(path: string): Promise<Response | null> {
  const answer = await fetch(path, { headers: { accept: 'application/json' } }).catch(() => null)
  return answer?.ok ? answer : null
}
