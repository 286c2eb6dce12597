import { PHASES, type Template, type TemplateWords } from '#canvas/templates/template'
import { locale } from '~/i18n'

const files = import.meta.glob<Template>('../../canvas_templates/*.json', {
  import: 'default',
  eager: true,
})

/** A template as the gallery shows it, with its words in the language of the page. */
export interface Offered extends TemplateWords {
  /** Its file's name. */
  id: string
  template: Template
}

/** Every template in the order of the phases, the shortest of each first. */
export function offeredTemplates(): Offered[] {
  return Object.entries(files)
    .map(([path, template]) => ({
      id: path.replace(/^.*\/|\.json$/g, ''),
      template,
      ...template.words[locale()],
    }))
    .sort(
      ({ template: a }, { template: b }) =>
        PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) || a.minutes[0] - b.minutes[0]
    )
}

/** Whether each word of a search is somewhere in a template's words. */
export function isAbout({ name, about, texts }: TemplateWords, search: string): boolean {
  const all = plain([name, about, ...Object.values(texts)].join(' '))
  return plain(search)
    .split(/\s+/)
    .every((word) => all.includes(word))
}

/** Without case and accents, which few people type. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}
