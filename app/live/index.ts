export { live } from './live.js'
export { joinNodes } from './join_nodes.js'
export { registerChannel, type Admission, type ChannelKind, type Snapshot } from './channels.js'
export { type LiveBus, type LiveNotice } from './live_bus.js'
