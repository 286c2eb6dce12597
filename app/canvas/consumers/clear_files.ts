import { defineConsumer } from '#core/events/consumers'
import { clearStrayFiles } from '../images/clear_files.js'

/** Deletes the files of images that are gone. */
export const clearImageFiles = defineConsumer({
  name: 'canvas.clearFiles',
  event: 'core.hourPassed',
  isOutsideScope: true,
  handle: clearStrayFiles,
})
