/** What can be wrong with the server of the Redis protocol. */
export type RedisTrouble =
  | 'unreachable'
  | 'wrongCredentials'
  | 'certificateExpired'
  | 'certificateNotTrusted'
  | 'evicting'
  | 'full'
  | 'readOnly'

const BY_ANSWER: [RegExp, RedisTrouble][] = [
  [/WRONGPASS|NOAUTH|NOPERM|invalid password|without any password/, 'wrongCredentials'],
  [/^(OOM|MISCONF)|OOM command not allowed/, 'full'],
  [/READONLY/, 'readOnly'],
]

/** What an error of the driver means. */
export function troubleOf(error: unknown): RedisTrouble {
  if (!(error instanceof Error)) return 'unreachable'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'CERT_HAS_EXPIRED') return 'certificateExpired'
  if (/CERT|SIGNATURE|ALTNAME/.test(code)) return 'certificateNotTrusted'
  return BY_ANSWER.find(([words]) => words.test(error.message))?.[1] ?? 'unreachable'
}
