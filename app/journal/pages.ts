import type { EntryProps } from '#pages/journal/entry.props'
import type { JournalProps } from '#pages/journal/journal.props'

declare module '@adonisjs/inertia/types' {
  interface InertiaPages {
    'journal/journal': JournalProps
    'journal/entry': EntryProps
  }
}
