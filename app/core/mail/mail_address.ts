import type { Setting } from '#core/settings/read_settings'

const LOCAL = String.raw`[\w!#$%&'*+/=?^{|}~-]+(?:\.[\w!#$%&'*+/=?^{|}~-]+)*`
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const ADDRESS = new RegExp(String.raw`^${LOCAL}@(${LABEL}(?:\.${LABEL})*)$`, 'i')

/** The kind of setting whose value is an email address of the appliance. */
export function mailAddressSetting(definition: { env: string; doc: string }): Setting<string> {
  return {
    ...definition,
    form: 'an email address',
    fallback: '',
    secret: false,
    parse(text) {
      if (!ADDRESS.test(text)) throw new Error('must be an email address alone')
      return text
    },
  }
}

/** What stands behind the @ of an address. */
export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)

const ONE = /^[^\s\p{Cc}<>(),:;"\\[\]@]+@[^\s\p{Cc}<>(),:;"\\[\]@]+$/u

/** Whether a text is one address and nothing else: no list, no name, no command of a protocol. */
export const isOneAddress = (text: string) => ONE.test(text)
