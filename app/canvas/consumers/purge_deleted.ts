import { defineConsumer } from '#core/events/consumers'
import { tenancy } from '#core/tenancy/tenancy'

/** Removes for good the canvases whose time to be brought back has passed. */
export const purgeDeletedCanvases = defineConsumer({
  name: 'canvas.purgeDeleted',
  event: 'core.hourPassed',
  isOutsideScope: true,
  async handle() {
    // The policies let this part delete nothing but what was deleted thirty days ago.
    await tenancy.system('canvas', () => tenancy.client().from('canvases').delete())
  },
})
