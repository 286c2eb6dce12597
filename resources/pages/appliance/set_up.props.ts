import type { SetupStep } from '#appliance/setup/steps'
import type { ConsoleProps } from './console.props.js'

/** The operators' pages of the set-up. */
export type SetUpProps = ConsoleProps & {
  step: SetupStep
  /** Address under which people reach the appliance. */
  publicUrl: string
  mailLeaves: boolean
  /** A licence that was refused, to be mended without scripts. */
  typed: string
  /** Time zone of the appliance, such as `Europe/Berlin`. */
  zone: string
  /** The clock of the appliance when the page was made, in milliseconds since 1970. */
  now: number
}
