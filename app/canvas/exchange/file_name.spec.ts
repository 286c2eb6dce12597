import { test } from '@japa/runner'
import { fileName } from './file_name.js'

test.group('The name of a file of a canvas', () => {
  for (const [title, name] of [
    ['', 'canvas.pdf'],
    ['..', 'canvas.pdf'],
    ['../../etc/passwd', 'etc passwd.pdf'],
    ['Where to: north/south?', 'Where to north south.pdf'],
    ['Plan\u202Efdp.exe\u0000', 'Planfdp.exe.pdf'],
    ['הדרך שלנו', 'הדרך שלנו.pdf'],
    ['🌳'.repeat(99), `${'🌳'.repeat(40)}.pdf`],
  ] as const) {
    test(`of “${title.slice(0, 20)}” is ${name.slice(0, 30)}`, ({ assert }) => {
      assert.equal(fileName(title, 'pdf'), name)
    })
  }
})
