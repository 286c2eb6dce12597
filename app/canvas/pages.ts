import type { CanvasListProps } from '#pages/canvas/list.props'
import type { OfflineProps } from '#pages/canvas/offline.props'
import type { CanvasProps } from '#pages/canvas/one.props'
import type { PresentationProps } from '#pages/canvas/present.props'

declare module '@adonisjs/inertia/types' {
  interface InertiaPages {
    'canvas/list': CanvasListProps
    'canvas/offline': OfflineProps
    'canvas/one': CanvasProps
    'canvas/present': PresentationProps
  }
}
