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
    'A secret may lie in a file, which the variable with `_FILE` behind it names: `DATABASE_URL_FILE=/run/secrets/database_url`. A newline at the end of the file is no part of it. To give both, or a file that is empty or cannot be read, stops the start.',
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
    ...(secret
      ? [
          `- Secret: give it to the appliance alone, or give it a file that holds it: \`${env}_FILE\``,
        ]
      : []),
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
