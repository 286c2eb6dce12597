import { test } from '@japa/runner'
import { composeMail } from './compose_mail.js'

const words = {
  to: 'noa@example.org',
  locale: 'he',
  subject: 'נושא',
  greeting: 'שלום <b>נועה</b>,',
  paragraphs: ['פסקה "ראשונה" & אחת'],
  action: { label: 'לקבל', url: 'https://belvedere.example/invitations/x?a=1&b=2' },
  closing: 'להתראות',
} as const

test.group('A mail', () => {
  test('turns no name into markup', ({ assert }) => {
    const { html } = composeMail({ ...words, paragraphs: [...words.paragraphs] })
    assert.notInclude(html, '<b>')
    assert.include(html, '&#60;b&#62;')
  })

  test('reads in the direction of its language and loads nothing', ({ assert }) => {
    const { html } = composeMail({ ...words, paragraphs: [...words.paragraphs] })
    assert.include(html, '<html lang="he" dir="rtl">')
    assert.notMatch(html, /src=|@import|<link|<script/)
  })

  test('says the same in plain text', ({ assert }) => {
    const { text } = composeMail({ ...words, paragraphs: [...words.paragraphs] })
    assert.equal(
      text,
      'שלום <b>נועה</b>,\n\nפסקה "ראשונה" & אחת\n\nלקבל:\nhttps://belvedere.example/invitations/x?a=1&b=2\n\nלהתראות\n'
    )
  })
})
