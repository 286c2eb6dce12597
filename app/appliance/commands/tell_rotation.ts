import type { BaseCommand } from '@adonisjs/core/ace'
import type { Rotation } from '#core/keys/appliance_key_rotation'

/** Says what became of the appliance key, and what is left to do. */
export function tellRotation(
  logger: BaseCommand['logger'],
  { mount }: Rotation,
  command: string
): void {
  if (!mount) {
    logger.success('The appliance key is replaced; older versions are gone from its file')
  } else if (mount.why === 'adding') {
    logger.warning(
      `Nothing has been done yet. Let APPLIANCE_KEY_FILE name what is in ${mount.path} now, on every node, and run ${command} again.`
    )
  } else {
    logger.warning(
      `Every key is wrapped by the new appliance key. To be rid of the older ones let APPLIANCE_KEY_FILE name what is in ${mount.path} now, on every node, and remove that file. Until then they open the keys in older backups.`
    )
  }
}
