import { createHash, randomBytes } from 'node:crypto'
import { chownSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from '../../bin/images/archive.js'
import type { RealInstall } from './real_install.js'

/** Statements that tell every row of every table, a line for each. */
const ROWS = `select format('select %L, md5(each::text) from %I.%I each', c.relname, n.nspname, c.relname)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$)' order by 1 \\gexec
`

/** Tables that tell how far something has come, and of what happens; they go on at once. */
const MOVES = /^(audit_pending|audit_tree|event_stream|schedules)\|/
const GROWS = /^(audit_entries|audit_leaves|audit_nodes|inbox|outbox)\|/

/** Every row of every table of an install, by its digest. */
export function rowsOf(install: RealInstall): string {
  return install.sql(ROWS)
}

/** Rows that are in one and not in the other, apart from what goes on by itself. */
export function differences(before: string, after: string): string[] {
  const rows = [before, after].map((text) => text.split('\n').filter((row) => !MOVES.test(row)))
  const [old, recent] = rows.map((list) => new Set(list))
  return [
    ...[...old!].filter((row) => !recent!.has(row)),
    ...[...recent!].filter((row) => !old!.has(row) && !GROWS.test(row)),
  ]
}

/** Every object of an install, by its path and digest. */
export async function objectsOf(install: RealInstall): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  for (const file of globSync('**/*', { cwd: install.objects, withFileTypes: true })) {
    if (!file.isFile()) continue
    const path = join(file.parentPath, file.name)
    digests[path.slice(install.objects.length)] = await digestOf(path)
  }
  return digests
}

/** Writes an object as the appliance does, before the row that names it; its name. */
export function writeObject(install: RealInstall, bytes: number): string {
  const content = randomBytes(bytes)
  const name = createHash('sha256').update(content).digest('hex')
  const place = join(install.objects, 'belvedere', 'tried')
  mkdirSync(place, { recursive: true })
  chownSync(place, 10005, 10000)
  writeFileSync(join(place, name), content)
  chownSync(join(place, name), 10005, 10000)
  return name
}
