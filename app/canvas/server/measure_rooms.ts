import { Gauge } from 'prom-client'
import { registry } from '#core/observability/metrics'
import { documents } from './canvas_documents.js'

/** Tells Prometheus how many canvases of this node somebody has open. */
export const openRooms = new Gauge({
  name: 'belvedere_canvas_rooms',
  help: 'Canvases that are open on this node',
  registers: [registry],
  collect() {
    this.set(documents.getDocumentsCount())
  },
})
