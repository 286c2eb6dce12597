import type { Locale } from '#config/locales'
import type { Mail } from './mailer.js'

/** The words of a mail, in the recipient's language. */
export interface MailWords {
  to: string
  locale: Locale
  subject: string
  greeting: string
  paragraphs: string[]
  /** What the recipient is asked to do. */
  action: { label: string; url: string }
  closing: string
}

const escape = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

const STYLE =
  'body{margin:0;padding:32px 16px;background:#f6f3ec;color:#2b2620;font:17px/1.6 sans-serif}' +
  'main{max-width:34em;margin:auto}' +
  'a.action{display:inline-block;padding:12px 24px;border-radius:10px;background:#1c5c5a;color:#fff;text-decoration:none}' +
  'p.link{font-size:14px;color:#5f574c;word-break:break-all}'

/** A mail as plain text and as simple HTML that loads nothing. */
export function composeMail(words: MailWords): Mail {
  const { to, subject, greeting, paragraphs, action, closing, locale } = words
  const text = [greeting, ...paragraphs, `${action.label}:\n${action.url}`, closing].join('\n\n')
  const url = escape(action.url)
  const html = `<!doctype html>
<html lang="${locale}" dir="${locale === 'he' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><title>${escape(subject)}</title><style>${STYLE}</style></head>
<body><main>
${[greeting, ...paragraphs].map((each) => `<p>${escape(each)}</p>`).join('\n')}
<p><a class="action" href="${url}">${escape(action.label)}</a></p>
<p class="link" dir="ltr">${url}</p>
<p>${escape(closing)}</p>
</main></body>
</html>
`
  return { to, subject, text: `${text}\n`, html }
}
