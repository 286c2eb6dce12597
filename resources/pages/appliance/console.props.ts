import type { AttentionProps, PartProps, StatusProps } from './status.props.js'

/** The operators' page of how the appliance is. */
export type ConsoleProps = {
  status: StatusProps
  /** The most pressing first. */
  attention: AttentionProps[]
  parts: PartProps[]
}
