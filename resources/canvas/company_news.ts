import { t } from '~/i18n'
import type { CompanyState } from './company'

/** What is worth saying aloud of what has changed among the others; empty when nothing is. */
export function companyNews(before: CompanyState | undefined, now: CompanyState): string {
  const { followed } = now
  if (followed && followed.client !== before?.followed?.client) {
    const { name } = followed.person
    return t(followed.called ? 'canvas.company.calledBy' : 'canvas.company.follows', { name })
  }
  if (before?.followed && !followed) return t('canvas.company.left')
  const known = new Map(before?.others.map(({ client, words }) => [client, words]))
  return now.others
    .filter(({ client, words }) => words !== undefined && words !== known.get(client))
    .map(({ person, words = '' }) => t('canvas.company.said', { name: person.name, words }))
    .join(' ')
}
