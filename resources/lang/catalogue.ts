import type accountsMessages from './en/accounts.json'
import type applianceMessages from './en/appliance.json'
import type canvasMessages from './en/canvas.json'
import type canvasesMessages from './en/canvases.json'
import type commentsMessages from './en/comments.json'
import type coreMessages from './en/core.json'
import type entitlementsMessages from './en/entitlements.json'
import type exerciseMessages from './en/exercise.json'
import type interfaceMessages from './en/interface.json'
import type journalMessages from './en/journal.json'
import type landingMessages from './en/landing.json'
import type libraryMessages from './en/library.json'
import type liveMessages from './en/live.json'
import type messagingMessages from './en/messaging.json'
import type operatorMessages from './en/operator.json'
import type presentMessages from './en/present.json'
import type programsMessages from './en/programs.json'
import type recordingMessages from './en/recording.json'
import type templatesMessages from './en/templates.json'
import type validationMessages from './en/validation.json'
import type versionsMessages from './en/versions.json'

/** The shape of every module's messages, read from the English files. A new file adds a line here. */
export interface Catalogue {
  accounts: typeof accountsMessages
  appliance: typeof applianceMessages
  canvas: typeof canvasMessages
  canvases: typeof canvasesMessages
  comments: typeof commentsMessages
  core: typeof coreMessages
  entitlements: typeof entitlementsMessages
  exercise: typeof exerciseMessages
  interface: typeof interfaceMessages
  journal: typeof journalMessages
  landing: typeof landingMessages
  library: typeof libraryMessages
  live: typeof liveMessages
  messaging: typeof messagingMessages
  operator: typeof operatorMessages
  present: typeof presentMessages
  programs: typeof programsMessages
  recording: typeof recordingMessages
  templates: typeof templatesMessages
  validation: typeof validationMessages
  versions: typeof versionsMessages
}
