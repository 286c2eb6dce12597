import { defineConsumer } from '#core/events/consumers'
import { sealAnew } from '../server/canvas_store.js'

/** Seals an organisation's shared canvases with its new key. */
export const sealCanvasesAnew = defineConsumer({
  name: 'canvas.sealAnew',
  event: 'core.organisationKeyReplaced',
  isOutsideScope: true,
  async handle({ organisation }) {
    if (organisation) await sealAnew(organisation)
  },
})
