import type { Setting } from './read_settings.js'

/**
 * The page about the settings, in Markdown.
 *
 * @param root folder of the checkout; a default that lies inside it is written relative to it
 */
export function documentSettings(
  definitions: Readonly<Record<string, Setting<unknown>>>,
  root: string
): string {
  return `${[
    '# Settings',
    '',
    'Belvedere reads its settings from environment variables. An absent or empty one takes its default; a value that cannot be used stops the start with the name of its variable.',
    '',
    'This page is written from `config/definitions.ts` by `npm run ace -- settings:document`.',
    ...Object.values(definitions).flatMap((each) => section(each, root)),
  ].join('\n')}\n`
}

function section({ env, doc, form, fallback, secret }: Setting<unknown>, root: string): string[] {
  return [
    '',
    `## \`${env}\``,
    '',
    doc,
    '',
    `- Value: ${form}`,
    `- Default: ${shown(fallback, root)}`,
    ...(secret ? ['- Secret: it holds a password. Give it to the appliance alone.'] : []),
  ]
}

function shown(fallback: unknown, root: string): string {
  if (fallback === undefined) return 'none'
  if (typeof fallback === 'boolean') return fallback ? '`1`' : '`0`'
  if (typeof fallback !== 'string') return `\`${JSON.stringify(fallback)}\``
  return fallback.startsWith(`${root}/`)
    ? `\`${fallback.slice(root.length + 1)}\` in the folder of the checkout`
    : `\`${fallback}\``
}
