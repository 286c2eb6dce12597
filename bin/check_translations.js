/**
 * Every language has exactly the English keys, with the same placeholders and no empty text; every
 * key and every error code in the sources has a message. Also run by the build, so that nothing is
 * served with a hole in it.
 */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import typescript from 'typescript'
import { FALLBACK_LOCALE, LOCALES } from '../config/locales.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const PLAIN_TEXT = 0
const NUMBER_SIGN = 7

/** Words that stand for something that has another name in that language. */
const OTHER_NAMES = {
  he: [{ word: /לוח(?! (שנה|זמנים))/, use: 'קנבס' }],
  es: [{ word: /pizarra/i, use: 'lienzo' }],
  fr: [{ word: /canevas/i, use: 'toile' }],
  de: [{ word: /\bCanvas/, use: 'Leinwand' }],
}

/** The messages of one language, flat: `module.path` to text. */
function messagesOf(locale, folder) {
  const flat = new Map()
  const add = (path, value) => {
    if (typeof value === 'string') flat.set(path, value)
    else for (const [name, inner] of Object.entries(value)) add(`${path}.${name}`, inner)
  }
  for (const file of globSync('*.json', { cwd: join(folder, locale) }).sort()) {
    add(file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, locale, file), 'utf8')))
  }
  return flat
}

/** The names of the placeholders of an ICU message, sorted. */
function placeholdersOf(text, locale) {
  const names = new Set()
  const walk = (elements) => {
    for (const element of elements) {
      if (element.type !== PLAIN_TEXT && element.type !== NUMBER_SIGN) names.add(element.value)
      for (const option of Object.values(element.options ?? {})) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst())
  return [...names].sort().join(', ')
}

function languageProblems(locale, messages, english) {
  const problems = []
  for (const key of english.keys()) {
    if (!messages.has(key)) problems.push(`${locale} lacks ${key}`)
  }
  for (const [key, text] of messages) {
    if (!english.has(key)) {
      problems.push(`${locale} has ${key}, which English has not`)
      continue
    }
    for (const { word, use } of OTHER_NAMES[locale] ?? []) {
      if (word.test(text)) problems.push(`${locale} ${key} has another name for: ${use}`)
    }
    if (text.trim() === '') problems.push(`${locale} ${key} is empty`)
    try {
      const [has, wants] = [
        placeholdersOf(text, locale),
        placeholdersOf(english.get(key), FALLBACK_LOCALE),
      ]
      if (has !== wants) problems.push(`${locale} ${key} has {${has}} where English has {${wants}}`)
    } catch (error) {
      problems.push(`${locale} ${key} is not a message: ${error.message}`)
    }
  }
  return problems
}

/** Keys in `t('…')`; of a template the part before its first placeholder. */
function usedKeys(source) {
  const literal = [...source.matchAll(/\bt\(\s*(['"])([\w.]+)\1/g)].map(([, , key]) => ({ key }))
  const template = [...source.matchAll(/\bt\(\s*`([\w.]*)\$\{/g)].map(([, prefix]) => ({ prefix }))
  return [...literal, ...template]
}

/** Codes in `catalogue('module', { name: … })`. */
function errorCodes(file, source) {
  const codes = []
  const visit = (node) => {
    if (typescript.isCallExpression(node) && node.expression.getText(tree) === 'catalogue') {
      const [module, definitions] = node.arguments
      if (typescript.isStringLiteral(module) && typescript.isObjectLiteralExpression(definitions)) {
        for (const { name } of definitions.properties) {
          codes.push(`${module.text}.errors.${name.text}`)
        }
      }
    }
    typescript.forEachChild(node, visit)
  }
  const tree = typescript.createSourceFile(file, source, typescript.ScriptTarget.Latest, true)
  visit(tree)
  return codes
}

function sourceProblems(english) {
  const problems = []
  const keys = [...english.keys()]
  for (const file of globSync(['app/**/*.ts', 'resources/**/*.{ts,svelte}'], {
    cwd: root,
  }).sort()) {
    const source = readFileSync(join(root, file), 'utf8')
    for (const { key, prefix } of usedKeys(source)) {
      const exists = key ? english.has(key) : keys.some((each) => each.startsWith(prefix))
      if (!exists) problems.push(`${file} uses ${key ?? `${prefix}…`}, which no language file has`)
    }
    if (!source.includes('catalogue(')) continue
    for (const key of errorCodes(file, source)) {
      if (!english.has(key)) problems.push(`${file} has an error without a message: ${key}`)
    }
  }
  return problems
}

/**
 * What is wrong with the language files alone.
 *
 * @returns {string[]} one line for each problem
 */
export function languageFileProblems() {
  const folder = join(root, 'resources', 'lang')
  const english = messagesOf(FALLBACK_LOCALE, folder)
  const strangers = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !LOCALES.includes(entry.name))
    .map(({ name }) => `resources/lang/${name} is no language of the product`)
  const languages = LOCALES.flatMap((locale) =>
    existsSync(join(folder, locale))
      ? languageProblems(locale, messagesOf(locale, folder), english)
      : [`resources/lang/${locale} is missing`]
  )
  return [...strangers, ...languages]
}

/**
 * What is wrong with the translations, and with what the sources expect of them.
 *
 * @returns {string[]} one line for each problem
 */
export function translationProblems() {
  const folder = join(root, 'resources', 'lang')
  return [...languageFileProblems(), ...sourceProblems(messagesOf(FALLBACK_LOCALE, folder))]
}
