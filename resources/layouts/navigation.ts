import BookOpen from '@lucide/svelte/icons/book-open'
import Brush from '@lucide/svelte/icons/brush'
import Building from '@lucide/svelte/icons/building-2'
import Gauge from '@lucide/svelte/icons/gauge'
import Home from '@lucide/svelte/icons/house'
import Images from '@lucide/svelte/icons/images'
import ListChecks from '@lucide/svelte/icons/list-checks'
import Route from '@lucide/svelte/icons/route'
import Users from '@lucide/svelte/icons/users'
import { t } from '../i18n.js'
import type { FramePerson, NavItem } from './frame.js'

/** The places that a role may go to, in their order. Operators also see how the appliance is. */
export function navigationFor(role: FramePerson['role'], operator: boolean): NavItem[] {
  const everybody: NavItem[] = [
    { id: 'home', href: '/home', label: t('interface.place.home'), icon: Home },
    { id: 'library', href: '/library', label: t('interface.place.library'), icon: Images },
    { id: 'journal', href: '/journal', label: t('interface.place.journal'), icon: BookOpen },
    { id: 'canvas', href: '/canvases', label: t('interface.place.canvas'), icon: Brush },
  ]
  const facilitating: NavItem[] = [
    { id: 'journeys', href: '/journeys', label: t('interface.place.journeys'), icon: Route },
    { id: 'people', href: '/people', label: t('interface.place.people'), icon: Users },
  ]
  const administering: NavItem[] = [
    {
      id: 'organisation',
      href: '/organisation',
      label: t('interface.place.organisation'),
      icon: Building,
    },
    { id: 'audit', href: '/audit', label: t('interface.place.audit'), icon: ListChecks },
  ]
  const operating: NavItem[] = [
    { id: 'operator', href: '/operator', label: t('interface.place.operator'), icon: Gauge },
  ]
  return [
    ...everybody,
    ...(role === 'participant' ? [] : facilitating),
    ...(role === 'owner' || role === 'admin' ? administering : []),
    ...(operator ? operating : []),
  ]
}
