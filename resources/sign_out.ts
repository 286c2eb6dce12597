import { forgetDrafts } from './journal/drafts'

const unsaved = new Set<() => Promise<boolean>>()

/** Has `save` called before a sign-out; it answers whether everything is saved. Returns the end of it. */
export function saveBeforeSignOut(save: () => Promise<boolean>): () => void {
  unsaved.add(save)
  return () => unsaved.delete(save)
}

/** As long as a sign-out waits for the last words to be saved, in milliseconds. */
const PATIENCE = 4000

/** As long as it waits until this device has forgotten, in milliseconds. */
const FORGETTING = 10_000

const after = <Value>(wait: number, value: Value) =>
  new Promise<Value>((resolve) => setTimeout(resolve, wait, value))

/** Lets no words and no canvases stay behind on a device that somebody signs out of. Call it once. */
export function clearOnSignOut(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    // Whoever prevented it asks first, and sends the form when the answer is yes.
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return
    if (new URL(form.action).pathname !== '/sign-out') return
    event.preventDefault()
    void leaveBy(form)
  })
}

async function leaveBy(form: HTMLFormElement): Promise<void> {
  const saved = Promise.all([...unsaved].map((save) => save())).then(
    (each) => each.every(Boolean),
    () => false
  )
  // What could not be saved stays, and comes back to the same person.
  if (await Promise.race([saved, after(PATIENCE, false)])) forgetDrafts()
  // Of canvases too, and what could not be sent stays in the same way.
  const forgotten = import('./device/forget_device').then(({ forgetDevice }) => forgetDevice())
  await Promise.race([forgotten.catch(() => undefined), after(FORGETTING, undefined)])
  // Not `requestSubmit`, which a form ignores while its `submit` event is still under way: with
  // nothing to save this runs within the event, and nobody would be signed out.
  form.submit()
}
