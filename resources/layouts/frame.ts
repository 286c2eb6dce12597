import { usePage } from '@inertiajs/svelte'
import type { Locale } from '../i18n.js'
import type { Icon } from '../components/types.js'

/** What a person chose for the colours; `auto` follows the device. */
export type Theme = 'auto' | 'light' | 'dark'

/** Who is signed in, as a layout shows them. */
export interface FramePerson {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly role: 'owner' | 'admin' | 'facilitator' | 'participant'
  readonly locale: Locale
  /** Runs the appliance. */
  readonly operator: boolean
}

/** The organisation a layout names. */
export interface FrameOrganisation {
  readonly name: string
}

/** A place in the main navigation. */
export interface NavItem {
  readonly id: string
  readonly href: string
  readonly label: string
  readonly icon: Icon
}

/** What every layout is given. */
export interface Frame {
  readonly person: FramePerson | null
  readonly organisation: FrameOrganisation | null
  /** The token that the forms of the layout send as `_csrf`. */
  readonly csrf: string
  readonly theme: Theme
}

/** The shared props of the page, as layouts use them. Read it inside `$derived`. */
export function useFrame(): Frame {
  const { props } = usePage<SharedFrame>()
  const { person, organisation, role, csrfToken, appearance } = props
  return {
    person: person && role ? { ...person, role } : null,
    organisation: organisation ?? null,
    csrf: csrfToken,
    theme: appearance ?? 'auto',
  }
}

type SharedFrame = {
  person: Omit<FramePerson, 'role'> | null
  organisation: FrameOrganisation | null
  role: FramePerson['role'] | null
  csrfToken: string
  appearance: 'light' | 'dark' | null
}
