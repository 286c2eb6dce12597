import { readFileSync } from 'node:fs'
import { parseNetworks } from './networks.js'

/** One setting: where it comes from, what it is for and how its text becomes a value. */
export interface Setting<Value> {
  env: string
  doc: string
  /** What the value may be, for people. */
  form: string
  fallback: Value
  /** True when the value must never be shown. */
  secret: boolean
  /** Variables that have to be there when this one is. */
  needs?: readonly string[]
  /** Returns the value, or throws with what is wrong with it (without repeating the value). */
  parse(text: string): Value
}

type Definition<Value> = { env: string; doc: string; fallback: Value }
type OptionalDefinition = { env: string; doc: string; secret?: boolean }

const PORT = 'a port number from 1 to 65535'

function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`must be ${PORT}`)
  return port
}

function isAddress(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol)
}

/** The kinds of settings: each says what its value may be and reads it. */
export const setting = {
  text(definition: Definition<string>): Setting<string> {
    return { ...definition, form: 'text', secret: false, parse: (text) => text }
  },

  secret(definition: Definition<string>): Setting<string> {
    return { ...definition, form: 'text', secret: true, parse: (text) => text }
  },

  /** The setting is the name of a file; its value is what the file holds. */
  certificates(definition: OptionalDefinition): Setting<string | undefined> {
    return {
      ...definition,
      form: 'a file of certificates (PEM)',
      fallback: undefined,
      secret: false,
      parse(file) {
        const content = readFile(file)
        if (!content?.includes('-----BEGIN CERTIFICATE-----')) {
          throw new Error('must be a file of certificates (PEM) that can be read')
        }
        return content
      },
    }
  },

  port(definition: Definition<number>): Setting<number> {
    return { ...definition, form: PORT, secret: false, parse: parsePort }
  },

  optionalPort(definition: OptionalDefinition): Setting<number | undefined> {
    return { ...definition, form: PORT, fallback: undefined, secret: false, parse: parsePort }
  },

  count(definition: Definition<number>): Setting<number> {
    return {
      ...definition,
      form: 'a whole number, 0 or more',
      secret: false,
      parse(text) {
        if (!/^\d{1,9}$/.test(text)) throw new Error('must be a whole number, 0 or more')
        return Number(text)
      },
    }
  },

  flag(definition: Definition<boolean>): Setting<boolean> {
    return {
      ...definition,
      form: '`1` or `0`',
      secret: false,
      parse(text) {
        if (['1', 'true', 'yes', 'on'].includes(text.toLowerCase())) return true
        if (['0', 'false', 'no', 'off'].includes(text.toLowerCase())) return false
        throw new Error('must be 1 or 0')
      },
    }
  },

  choice<const Choice extends string>(
    definition: Definition<Choice> & { choices: readonly Choice[] }
  ): Setting<Choice> {
    const { choices, ...rest } = definition
    return {
      ...rest,
      form: choices.map((choice) => `\`${choice}\``).join(', '),
      secret: false,
      parse(text) {
        const choice = choices.find((each) => each === text)
        if (choice === undefined) throw new Error(`must be one of ${choices.join(', ')}`)
        return choice
      },
    }
  },

  url(
    definition: OptionalDefinition & {
      protocols: readonly string[]
      isWithoutPath?: true
      needs?: readonly string[]
    }
  ): Setting<string | undefined> {
    const { protocols, isWithoutPath, secret = false, ...rest } = definition
    return {
      ...rest,
      form: `an address starting with ${protocols.map((each) => `\`${each}//\``).join(' or ')}`,
      fallback: undefined,
      secret,
      parse(text) {
        if (!isAddress(text, protocols)) {
          throw new Error(`must be an address starting with ${protocols.join('// or ')}//`)
        }
        const { pathname, search, hash, username } = new URL(text)
        if (isWithoutPath && (pathname !== '/' || search || hash || username)) {
          throw new Error('must be an address without anything behind the host')
        }
        return text
      },
    }
  },

  /** Addresses and networks, separated by commas; the value is the text, for `parseNetworks`. */
  networks(definition: Definition<string>): Setting<string> {
    return {
      ...definition,
      form: 'addresses and networks such as `10.0.0.0/16`, separated by commas',
      secret: false,
      parse(text) {
        parseNetworks(text)
        return text
      },
    }
  },

  /** One or more addresses, separated by commas. */
  addresses(
    definition: OptionalDefinition & { protocols: readonly string[] }
  ): Setting<string | undefined> {
    const { form, ...rest } = setting.url(definition)
    return {
      ...rest,
      form: `${form}, or several separated by commas`,
      parse(text) {
        for (const address of text.split(',')) rest.parse(address.trim())
        return text
      },
    }
  },
}

function readFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function parse<Value>(definition: Setting<Value>, { place, text }: Found): Value {
  try {
    return definition.parse(text)
  } catch (error) {
    throw new Error(`${place} ${error instanceof Error ? error.message : 'is not usable'}`)
  }
}

type Settings<Definitions> = {
  readonly [Key in keyof Definitions]: Definitions[Key] extends Setting<infer Value> ? Value : never
}

/** One or more settings that cannot be used; the message names each variable. */
export class SettingsError extends Error {
  override name = 'SettingsError'

  constructor(readonly problems: string[]) {
    super(
      `Belvedere cannot start with these settings:\n${problems.map((each) => `  ${each}`).join('\n')}`
    )
  }
}

/** Where the text of a setting was found, as a problem with it begins, and the text. */
interface Found {
  place: string
  text: string
}

/** Name of the variable that may name a file with a secret instead. */
function fileVariable(env: string): string {
  return `${env}_FILE`
}

/** @throws Error telling what is wrong, by the names of the variables */
function find(
  { env, secret }: Setting<unknown>,
  environment: Record<string, string | undefined>
): Found | null {
  const text = environment[env]
  const file = secret && environment[fileVariable(env)]
  if (!file) return text ? { place: env, text } : null
  if (text) throw new Error(`${env} and ${fileVariable(env)} are both given: give one of them`)
  const content = readFile(file)?.replace(/\r?\n$/, '')
  if (content === undefined)
    throw new Error(`${fileVariable(env)} names a file that cannot be read`)
  if (content === '') throw new Error(`${fileVariable(env)} names an empty file`)
  return { place: `${fileVariable(env)} names a file whose content`, text: content }
}

/**
 * Reads settings from an environment. An absent or empty variable takes its default. A secret may be
 * in a file instead, which its variable with `_FILE` behind it names; a newline at the end of the
 * file is no part of it.
 *
 * @throws SettingsError naming every variable whose value cannot be used
 */
export function readSettings<Definitions extends Record<string, Setting<unknown>>>(
  definitions: Definitions,
  environment: Record<string, string | undefined>
): Settings<Definitions>
export function readSettings(
  definitions: Record<string, Setting<unknown>>,
  environment: Record<string, string | undefined>
): Record<string, unknown> {
  const problems: string[] = []
  const entries = Object.entries(definitions).map(([key, definition]): [string, unknown] => {
    try {
      const found = find(definition, environment)
      if (!found) return [key, definition.fallback]
      for (const need of definition.needs ?? []) {
        if (environment[need] || environment[fileVariable(need)]) continue
        problems.push(`${need} is needed with ${definition.env}`)
      }
      return [key, parse(definition, found)]
    } catch (error) {
      problems.push(error instanceof Error ? error.message : `${definition.env} is not usable`)
      return [key, definition.fallback]
    }
  })
  if (problems.length > 0) throw new SettingsError(problems)
  return Object.fromEntries(entries)
}

/** Address under which people reach the appliance, without a trailing slash. */
export function publicUrlOf(settings: { publicUrl?: string; host: string; port: number }): string {
  return (settings.publicUrl ?? `http://${settings.host}:${settings.port}`).replace(/\/$/, '')
}
