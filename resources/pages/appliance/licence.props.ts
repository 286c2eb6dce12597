import type { LicenceStatus } from './status.props.js'

/** The operators' page of the licence. */
export type LicenceProps = {
  licence: LicenceStatus
  /** A licence that was refused, to be mended without scripts. */
  typed: string
}
