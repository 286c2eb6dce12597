import type { AuditProps } from '#pages/appliance/audit.props'
import type { ConsoleProps } from '#pages/appliance/console.props'
import type { DeadLettersProps } from '#pages/appliance/dead_letters.props'
import type { LandingProps } from '#pages/landing.props'
import type { SetUpProps } from '#pages/appliance/set_up.props'
import type { SetupProps } from '#pages/appliance/setup.props'
import type { LicenceProps } from '#pages/appliance/licence.props'
import type { RefusalProps } from '#pages/refusal.props'

declare module '@adonisjs/inertia/types' {
  interface InertiaPages {
    'appliance/audit': AuditProps
    'appliance/console': ConsoleProps
    'appliance/dead_letters': DeadLettersProps
    'appliance/licence': LicenceProps
    landing: LandingProps
    'appliance/set_up': SetUpProps
    'appliance/setup': SetupProps
    refusal: RefusalProps
  }
}
