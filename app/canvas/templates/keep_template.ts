import { v7 as newId } from 'uuid'
import { keysToOpenEach, keysToSeal } from '#core/keys/keys'
import { coreErrors } from '#core/errors/core_errors'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { canvasErrors } from '../errors.js'
import { writeCanvasFile } from '../exchange/canvas_file.js'
import { readImport } from '../exchange/read_import.js'
import { holderOf } from '../server/sealed_canvas.js'
import {
  LARGEST_TEMPLATE,
  MOST_IN_TEMPLATE,
  MOST_TEMPLATES,
  type ListedTemplate,
  type TemplateAbout,
} from './own_template.js'

interface Row {
  id: string
  owner: string | null
  content: Uint8Array
}

/** What is sealed of a template. */
interface Content extends TemplateAbout {
  /** A file of ours. */
  file: string
}

const placeOf = (row: string) => ({ table: 'canvas_templates', column: 'content', row })

/**
 * What somebody sent as a template, written anew from what was read of it, so that nothing else
 * comes with it.
 *
 * @throws canvas.templateUnreadable, canvas.templateTooLarge, canvas.templateHasImages
 */
export function checkedTemplate(file: string): string {
  if (file.length > LARGEST_TEMPLATE) throw canvasErrors.templateTooLarge()
  const read = readImport(file)
  if (!('elements' in read) || read.losses.length > 0) throw canvasErrors.templateUnreadable()
  const { elements } = read
  if (elements.length === 0) throw canvasErrors.templateUnreadable()
  if (elements.length > MOST_IN_TEMPLATE) throw canvasErrors.templateTooLarge()
  if (elements.some(({ kind }) => kind === 'image')) throw canvasErrors.templateHasImages()
  return writeCanvasFile(elements.map((element) => ({ ...element, author: '' })))
}

/**
 * Saves a template. Call it inside the scope of who saves it.
 *
 * @param owner whose alone it is; null for everybody's
 * @returns its id
 * @throws canvas.templatesEnough
 */
export async function saveTemplate(
  { organisation }: Pick<Tenant, 'organisation'>,
  owner: string | null,
  content: Content
): Promise<string> {
  const client = tenancy.client()
  const { rows } = await client.rawQuery<{ rows: { count: number }[] }>(
    `select count(*)::int as count from canvas_templates
     where owner_id is not distinct from nullif(?, '')::uuid`,
    [owner ?? '']
  )
  if ((rows[0]?.count ?? 0) >= MOST_TEMPLATES) throw canvasErrors.templatesEnough()
  const id = newId()
  const keys = await keysToSeal(holderOf({ organisation }, owner))
  await client.table('canvas_templates').insert({
    id,
    organisation_id: organisation,
    owner_id: owner,
    content: keys.seal(placeOf(id), JSON.stringify(content)),
  })
  return id
}

/** The templates that somebody is offered, by name. Call it inside their scope. */
export async function listTemplates(
  { organisation }: Pick<Tenant, 'organisation'>,
  offers: boolean
): Promise<ListedTemplate[]> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: Row[] }>('select id, owner_id as owner, content from canvas_templates', [])
  const opened = await openEach(organisation, rows)
  return opened
    .map(({ id, owner, content: { name, about } }) => {
      const forAll = owner === null
      return { id, name, about, forAll, mayChange: !forAll || offers }
    })
    .sort((a, b) => a.name.localeCompare(b.name))
}

/**
 * A template that somebody is offered. Call it inside their scope.
 *
 * @throws core.notFound
 */
export async function findTemplate(
  { organisation }: Pick<Tenant, 'organisation'>,
  id: string
): Promise<{ owner: string | null; content: Content }> {
  const { rows } = await tenancy.client().rawQuery<{
    rows: Row[]
  }>('select id, owner_id as owner, content from canvas_templates where id = ?', [id])
  const [found] = await openEach(organisation, rows)
  if (!found) throw coreErrors.notFound()
  return found
}

/** Writes a template anew with the newest key of whose it is. Call it inside their scope. */
export async function rewriteTemplate(
  { organisation }: Pick<Tenant, 'organisation'>,
  id: string,
  { owner, content }: { owner: string | null; content: Content }
): Promise<void> {
  const keys = await keysToSeal(holderOf({ organisation }, owner))
  await tenancy
    .client()
    .from('canvas_templates')
    .where({ id })
    .update({ content: keys.seal(placeOf(id), JSON.stringify(content)) })
}

/** Deletes a template. Call it inside the scope of who may change it. */
export async function deleteTemplate(id: string): Promise<void> {
  await tenancy.client().from('canvas_templates').where({ id }).delete()
}

/** Seals what an organisation offers to everybody with its newest key. */
export async function sealTemplatesAnew(organisation: string): Promise<void> {
  await tenancy.run({ organisation }, async () => {
    const offered = await listTemplates({ organisation }, true)
    for (const { id } of offered) {
      await rewriteTemplate({ organisation }, id, await findTemplate({ organisation }, id))
    }
  })
}

/** What was erased with its key is left out. */
async function openEach(organisation: string, rows: readonly Row[]) {
  const keys = await keysToOpenEach(rows.map(({ owner }) => holderOf({ organisation }, owner)))
  return rows.flatMap(({ id, owner, content }, index) => {
    const opened = keys[index]?.open(placeOf(id), content)
    const read: unknown = opened ? JSON.parse(opened.toString()) : null
    return isContent(read) ? [{ id, owner, content: read }] : []
  })
}

function isContent(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && 'file' in value && 'name' in value
}
