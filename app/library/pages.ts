import type { CardProps } from '#pages/library/card.props'
import type { DecksProps } from '#pages/library/decks.props'
import type { LibraryProps } from '#pages/library/library.props'

declare module '@adonisjs/inertia/types' {
  interface InertiaPages {
    'library/library': LibraryProps
    'library/card': CardProps
    'library/decks': DecksProps
  }
}
