import { defineConsumer } from '#core/events/consumers'
import { sealAnew } from '../server/seal_anew.js'
import { sealTemplatesAnew } from '../templates/keep_template.js'
import { sealVersionsAnew } from '../versions/seal_versions.js'

/** Seals an organisation's shared canvases, their versions and its templates with its new key. */
export const sealCanvasesAnew = defineConsumer({
  name: 'canvas.sealAnew',
  event: 'core.organisationKeyReplaced',
  isOutsideScope: true,
  async handle({ organisation }) {
    if (!organisation) return
    await sealAnew(organisation)
    await sealVersionsAnew(organisation)
    await sealTemplatesAnew(organisation)
  },
})
