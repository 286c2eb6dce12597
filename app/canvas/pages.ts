import type { PrivateCanvasProps } from '#pages/canvas/private.props'

declare module '@adonisjs/inertia/types' {
  interface InertiaPages {
    'canvas/private': PrivateCanvasProps
  }
}
