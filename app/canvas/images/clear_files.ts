import { store } from '#core/blobs/store'
import { tenancy } from '#core/tenancy/tenancy'
import { folderOf } from './image_files.js'

/** Most folders that are cleared at once; the others have to wait for the next time. */
const MOST_CLEARED = 1000

interface Stray {
  organisation: string
  files: string
}

/**
 * Deletes the files of images that are gone, and those that were put for an image that never came
 * to be.
 *
 * @throws BlobError; what was not cleared stays noted
 */
export async function clearStrayFiles(): Promise<void> {
  const { rows } = await tenancy.system('canvas', () =>
    tenancy.client().rawQuery<{ rows: Stray[] }>(
      `select organisation_id as organisation, files_id as files from canvas_stray_files
       where due_at <= now() order by due_at limit ${MOST_CLEARED}`,
      []
    )
  )
  for (const { organisation, files } of rows) {
    await store.deleteAll(`${folderOf(organisation, files)}/`)
    await tenancy.system('canvas', () =>
      tenancy.client().from('canvas_stray_files').where({ files_id: files }).delete()
    )
  }
}
