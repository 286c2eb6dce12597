import type { CanvasListProps } from '#pages/canvas/list.props'
import type { CanvasProps } from '#pages/canvas/one.props'

declare module '@adonisjs/inertia/types' {
  interface InertiaPages {
    'canvas/list': CanvasListProps
    'canvas/one': CanvasProps
  }
}
