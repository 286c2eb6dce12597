import { defineConsumer } from '#core/events/consumers'
import { sweepPictures } from '../actions/sweep_pictures.js'
import { sweepUploads } from '../exchange/uploads.js'

/** Deletes what imports that failed, or were killed, have left behind. */
export const sweepOrphans = defineConsumer({
  name: 'library.sweepOrphans',
  event: 'core.hourPassed',
  isOutsideScope: true,
  async handle() {
    await sweepPictures()
    await sweepUploads()
  },
})
