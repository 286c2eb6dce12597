import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { MessageType } from '@hocuspocus/server'
import { messageYjsSyncStep1, messageYjsUpdate } from 'y-protocols/sync'
import { readCursors, type ToldCursor } from './cursors.js'

/** What a client's message wants, as far as the server must know before it works on it. */
export interface Frame {
  /** The document that it is for. */
  document: string
  /**
   * `asks` for the document or for all cursors, which costs much more to answer than to ask; brings
   * a change; tells cursors; signs in; leaves. What else the protocol knows is the server's to say,
   * or speaks to others past the document, and is `notAllowed`.
   */
  kind: 'asks' | 'changes' | 'cursors' | 'signsIn' | 'leaves' | 'notAllowed'
  /** The cursors that it tells. */
  cursors: ToldCursor[]
}

/** Kinds of messages that need no further look. */
const KINDS = new Map<number, Frame['kind']>([
  [MessageType.QueryAwareness, 'asks'],
  [MessageType.Auth, 'signsIn'],
  [MessageType.CLOSE, 'leaves'],
])
const SYNC: readonly number[] = [MessageType.Sync, MessageType.SyncReply]
const AWARENESS: number = MessageType.Awareness

/**
 * Reads the head of a message in the protocol of Hocuspocus.
 *
 * @returns null when it is none
 */
export function readFrame(bytes: Uint8Array): Frame | null {
  try {
    const decoder = createDecoder(bytes)
    const document = readVarString(decoder)
    const type = readVarUint(decoder)
    if (SYNC.includes(type)) {
      const step = readVarUint(decoder)
      readVarUint8Array(decoder)
      if (step > messageYjsUpdate) return null
      return { document, kind: step === messageYjsSyncStep1 ? 'asks' : 'changes', cursors: [] }
    }
    if (type === AWARENESS) {
      const cursors = readCursors(readVarUint8Array(decoder))
      return cursors && { document, kind: 'cursors', cursors }
    }
    return { document, kind: KINDS.get(type) ?? 'notAllowed', cursors: [] }
  } catch {
    return null
  }
}
