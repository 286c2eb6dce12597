import { AsyncLocalStorage } from 'node:async_hooks'

/** Id of the request that the code running now works for; nothing in a consumer or a command. */
export const currentRequest = new AsyncLocalStorage<string>()
