export { live } from './live.js'
export { registerChannel, type Admission, type ChannelKind, type Snapshot } from './channels.js'
export { type LiveBus, type LiveNotice } from './live_bus.js'
export { type PresentPerson } from './protocol.js'
