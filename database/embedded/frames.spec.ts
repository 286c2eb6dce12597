import { test } from '@japa/runner'
import { FrameError, Frames, type Question } from './frames.js'

const start = Buffer.from('\0\0\0\x08\0\x03\0\0', 'latin1')
const tls = Buffer.from('\0\0\0\x08\x04\xd2\x16\x2f', 'latin1')

/** One message of the protocol, by its type and content. */
function message(type: string, content = ''): Buffer {
  const frame = Buffer.alloc(5 + Buffer.byteLength(content))
  frame.write(type, 0)
  frame.writeInt32BE(frame.length - 1, 1)
  frame.write(content, 5)
  return frame
}

const shown = (questions: Question[]) =>
  questions.map((question) =>
    typeof question === 'string' ? question : Buffer.from(question).toString('latin1')
  )

test.group('What a client of the embedded database sends', () => {
  test('is refused when a message has no valid length', ({ assert }) => {
    const frames = new Frames()
    frames.read(start)
    assert.throws(() => frames.read(Buffer.from('Q\0\0\0\x03', 'latin1')), FrameError)
    assert.throws(() => new Frames().read(Buffer.alloc(8)), FrameError)
  })

  test('is cut at the messages that ask for an answer', ({ assert }) => {
    const frames = new Frames()
    const parse = [message('P', 'select'), message('B'), message('E'), message('S')]
    const sent = Buffer.concat([start, message('Q', 'begin'), ...parse, message('X')])
    assert.deepEqual(shown(frames.read(sent)), [
      start.toString('latin1'),
      message('Q', 'begin').toString('latin1'),
      Buffer.concat(parse).toString('latin1'),
      'end',
    ])
  })

  test('is the same in one piece and byte by byte', ({ assert }) => {
    const sent = Buffer.concat([
      tls,
      start,
      message('P', 'select'),
      message('S'),
      message('Q', '1'),
    ])
    const whole = new Frames().read(sent)
    const frames = new Frames()
    const pieces = Array.from(sent).flatMap((byte) => frames.read(Buffer.from([byte])))
    assert.deepEqual(shown(pieces), shown(whole))
    assert.lengthOf(whole, 4)
    assert.equal(whole[0], 'tls')
  })
})
