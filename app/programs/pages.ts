import type { CalledOffProps } from '#pages/programs/called_off.props'
import type { SessionCanvasProps } from '#pages/programs/canvas.props'
import type { HomeProps } from '#pages/programs/home.props'
import type { JoinProps } from '#pages/programs/join.props'
import type { JoinSessionProps } from '#pages/programs/join_session.props'
import type { JourneyProps } from '#pages/programs/journey.props'
import type { JourneysProps } from '#pages/programs/journeys.props'
import type { LiveProps } from '#pages/programs/live.props'
import type { NewSessionProps } from '#pages/programs/new_session.props'
import type { SessionProps } from '#pages/programs/session.props'

declare module '@adonisjs/inertia/types' {
  interface InertiaPages {
    'programs/called_off': CalledOffProps
    'programs/canvas': SessionCanvasProps
    'programs/home': HomeProps
    'programs/join': JoinProps
    'programs/join_session': JoinSessionProps
    'programs/journey': JourneyProps
    'programs/edit_journey': JourneyProps
    'programs/journeys': JourneysProps
    'programs/live': LiveProps
    'programs/new_session': NewSessionProps
    'programs/session': SessionProps
  }
}
