import type { CanvasListProps } from '#pages/canvas/list.props'
import type { OfflineProps } from '#pages/canvas/offline.props'
import type { CanvasProps } from '#pages/canvas/one.props'

declare module '@adonisjs/inertia/types' {
  interface InertiaPages {
    'canvas/list': CanvasListProps
    'canvas/offline': OfflineProps
    'canvas/one': CanvasProps
  }
}
