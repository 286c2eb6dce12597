import { usePage } from '@inertiajs/svelte'

/**
 * What was refused, by field, also where no script has sent the form: a form of Inertia knows only
 * of what it has sent itself. Read it inside `$derived`.
 */
export function refusedFields(): Readonly<Record<string, string | undefined>> {
  return usePage<{ errors: Record<string, string | undefined> }>().props.errors
}
