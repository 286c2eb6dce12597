/**
 * Benchmarks: `npm run bench` lists them, `npm run bench -- NAME` runs one. The last line is one
 * JSON object; the exit status is 1 when a budget is not kept.
 */
import { cpus, totalmem } from 'node:os'
import { audit } from './audit.js'
import { type Benchmark, isWithinBudget } from './benchmark.js'
import { canvasDoc } from './canvas_doc.js'
import { canvasDraw } from './canvas_draw.js'
import { canvasRestore } from './canvas_restore.js'
import { canvasPdf } from './canvas_pdf.js'
import { canvasRevoke } from './canvas_revoke.js'
import { canvasRooms } from './canvas_rooms.js'
import { canvasSync } from './canvas_sync.js'
import { faults } from './faults.js'
import { fanout } from './fanout.js'
import { http } from './http.js'
import { outbox } from './outbox.js'
import { pageSize } from './page_size.js'
import { scope } from './scope.js'
import { sealed } from './sealed.js'
import { start } from './start.js'
import { tracing } from './tracing.js'

const benchmarks: Benchmark[] = ([] = [
  start,
  http,
  scope,
  pageSize,
  tracing,
  outbox,
  faults,
  fanout,
  sealed,
  audit,
  canvasSync,
  canvasRooms,
  canvasDoc,
  canvasRevoke,
  canvasDraw,
  canvasRestore,
  canvasPdf,
])

const name = process.argv[2]
if (!name) {
  for (const each of benchmarks) console.log(`${each.name.padEnd(12)} ${each.doc}`)
  process.exit(0)
}
const benchmark = benchmarks.find((each) => each.name === name)
if (!benchmark) {
  console.error(`There is no benchmark ${name}. npm run bench lists them.`)
  process.exit(1)
}

const result = await benchmark.run()
const ok = isWithinBudget(result)
const machine = {
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
}
console.log(JSON.stringify({ name, machine, ...result, ok }))
process.exit(ok ? 0 : 1)
