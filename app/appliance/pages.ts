import type { LandingProps } from '#pages/landing.props'
import type { RefusalProps } from '#pages/refusal.props'

declare module '@adonisjs/inertia/types' {
  interface InertiaPages {
    landing: LandingProps
    refusal: RefusalProps
  }
}
