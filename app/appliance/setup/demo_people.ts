import type { FoundingPerson } from '#accounts'

/** Name of the demo organisation. */
export const DEMO_NAME = 'Belvedere Demo'

/** The people of the demo organisation; their passwords are made on the first start. */
export const DEMO_PEOPLE: Omit<FoundingPerson, 'passwordHash'>[] = [
  {
    name: 'Amara Okafor',
    email: 'amara.okafor@demo.example',
    role: 'owner',
    locale: 'en',
    operator: true,
  },
  {
    name: 'Jonas Lindqvist',
    email: 'jonas.lindqvist@demo.example',
    role: 'admin',
    locale: 'en',
    operator: false,
  },
  {
    name: 'Maya Castellanos',
    email: 'maya.castellanos@demo.example',
    role: 'facilitator',
    locale: 'en',
    operator: false,
  },
  {
    name: 'Daniel Moreau',
    email: 'daniel.moreau@demo.example',
    role: 'participant',
    locale: 'en',
    operator: false,
  },
  {
    name: 'נועה ברק',
    email: 'noa.barak@demo.example',
    role: 'participant',
    locale: 'he',
    operator: false,
  },
  {
    name: 'Priya Raman',
    email: 'priya.raman@demo.example',
    role: 'participant',
    locale: 'en',
    operator: false,
  },
  {
    name: 'Tomasz Wieczorek',
    email: 'tomasz.wieczorek@demo.example',
    role: 'participant',
    locale: 'en',
    operator: false,
  },
]
