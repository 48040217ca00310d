import { expect, test } from 'vitest'
import { bodyOf, type SentReference } from '../../../../relay/orders/body.ts'
import { createCutter } from '../../../../relay/orders/cut-pictures.ts'
import { Asked, hashOf, OrderError, readOrder, sha256 } from '../../../../relay/orders/order.ts'
import type { ImageModel } from '../../../../contract/hiapi/models/model.ts'
import { models, namesOf } from '../../../../contract/hiapi/models/models.ts'
import { otherModel } from '../../../hiapi/api/other-model.ts'
import { orderText } from '../../../../relay/text.ts'
import { dataUri, smallPicture } from '../../../relay/support/member.ts'

const uri = dataUri(smallPicture())
const hash = sha256(smallPicture())
const input = { prompt: 'A poster', input_urls: [uri], aspect_ratio: '4:5', resolution: '1K' }
const body = { model: 'gpt-image-2-image-to-image', input }
const read = (value: unknown, isPersistent = false, offered = models) => {
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
  const cutter = createCutter(bytes.length)
  cutter.push(bytes)
  return readOrder(cutter.end(), isPersistent, offered)
}
const readBy = (model: ImageModel, fields: Record<string, unknown>) =>
  read({ model: model.name, input: { prompt: 'A', aspect_ratio: '16:9', ...fields } }, false, [
    model,
  ])
const withInput = (more: Record<string, unknown>) => ({ ...body, input: { ...input, ...more } })

test('an order within the request, and one of an uploaded picture, are the same', () => {
  const inline = read(body)
  const uploaded = read(withInput({ input_urls: [`relay:sha256-${hash}`] }))
  expect(hashOf(uploaded.asked)).toBe(hashOf(inline.asked))
  expect([inline.inline.map(({ sha256 }) => sha256), inline.uploaded]).toEqual([[hash], []])
  expect([uploaded.inline, uploaded.uploaded]).toEqual([[], [hash]])
})

// Stored: another hash would refuse the repetition of an order.
test('the hash of an order stays what it is', () => {
  const asked = read(withInput({ input_urls: ['https://a.example/1.png'] })).asked
  expect(hashOf(asked)).toEqual('e496ebc8363243450b21811fe406ab051a5063464776c163a87904faaea6b022')
})

test.each([
  ['prompt', { prompt: 'Another' }],
  ['ratio', { aspect_ratio: '1:1' }],
  ['resolution', { resolution: '4K' }],
  ['background', { background: 'opaque' }],
  ['picture', { input_urls: [dataUri(smallPicture(1))] }],
  ['pictures', { input_urls: [uri, uri] }],
  ['address', { input_urls: ['https://a.example/1.png'] }],
])('another %s is another order', (_, more) => {
  expect(hashOf(read(withInput(more)).asked)).not.toBe(hashOf(read(body).asked))
})

test('what is left out is as if the usual was said', () => {
  const { aspect_ratio: _, resolution: __, ...rest } = input
  const auto = withInput({ aspect_ratio: 'auto' })
  expect(hashOf(read({ ...body, input: rest }).asked)).toBe(hashOf(read(auto).asked))
  expect(hashOf(read({ ...body, route: '', storage: 'temp' }).asked)).toBe(hashOf(read(body).asked))
})

test('a model decides by its record what its fields are called', () => {
  const other = readBy(otherModel, { quality: 'medium', image_urls: [uri] })
  expect(other.asked).toMatchObject({ model: 'other', ratio: '16:9', resolution: '2K' })
  expect(other.inline.map(({ sha256 }) => sha256)).toEqual([hash])
  expect(readBy(otherModel, { image_urls: [uri] }).asked.resolution).toBe('1K')
  expect(() => readBy(otherModel, { image_urls: [uri], quality: 'best' })).toThrow(
    orderText.invalid('input.quality'),
  )
  expect(() => readBy(otherModel, { image_urls: [uri], resolution: '2K' })).toThrow(
    orderText.invalid('input.resolution'),
  )
  expect(() => readBy(otherModel, { input_urls: [uri] })).toThrow(
    orderText.invalid('input.image_urls'),
  )
})

test('an order survives being stored, halves of characters and control characters too', () => {
  const prompt = 'half \ud800 and \u0000 and \u2028 and "quotes"'
  const { asked } = read(withInput({ prompt }))
  const stored = Asked.parse(JSON.parse(JSON.stringify(asked)))
  expect(stored).toEqual(asked)
  expect(hashOf(stored)).toBe(hashOf(asked))
  // Every character of it can be stored as text, by every engine.
  expect(JSON.stringify(asked)).not.toMatch(/[\ud800-\udfff\u0000]/)
})

test.each<[string, unknown, string]>([
  ['nothing', '', orderText.notJson],
  ['half', '{"model"', orderText.notJson],
  ['a number', 7, orderText.invalid('')],
  ['a field', { ...body, n: 2 }, orderText.invalid('n')],
  ['a field of input', withInput({ seed: 1 }), orderText.invalid('input.seed')],
  ['no prompt', withInput({ prompt: 7 }), orderText.invalid('input.prompt')],
  ['an empty prompt', withInput({ prompt: '' }), orderText.prompt(20_000)],
  ['a long prompt', withInput({ prompt: 'x'.repeat(20_001) }), orderText.prompt(20_000)],
  ['a model', { ...body, model: 'other' }, orderText.model(models.flatMap(namesOf))],
  ['no references', withInput({ input_urls: [] }), orderText.references(16)],
  ['many references', withInput({ input_urls: Array(17).fill(uri) }), orderText.references(16)],
  ['a cell', withInput({ aspect_ratio: '3:1', resolution: '4K' }), orderText.cell('3:1', '4K')],
  ['a ratio', withInput({ aspect_ratio: '7:5' }), orderText.cell('7:5', '1K')],
  ['an inherited ratio', withInput({ aspect_ratio: 'toString' }), orderText.cell('toString', '1K')],
  ['a resolution', withInput({ resolution: '8K' }), orderText.invalid('input.resolution')],
  ['a background', withInput({ background: 'opaque', resolution: '4K' }), orderText.background],
  ['storage', { ...body, storage: 'persistent' }, orderText.persistent],
  ['a callback', { ...body, callback: { url: 'https://a.example' } }, orderText.callback],
  ['a null callback', { ...body, callback: null }, orderText.callback],
  ...[
    'http://a.example/1.png',
    'https://user@a.example/1.png',
    'ftp://a.example',
    'relay:sha256-0',
    `relay:sha256-${hash.toUpperCase()}`,
    'data:image/png;base64,',
    'data:image/png,AAAA',
    `${uri} `,
    `${uri}====`,
    uri.replace('/png', '/webp'),
    uri.replace('iVBOR', 'iVBO*'),
  ].map((address): [string, unknown, string] => [
    address.slice(0, 40),
    withInput({ input_urls: [uri, address] }),
    orderText.reference(1),
  ]),
])('%s is refused in one sentence', (_, value, sentence) => {
  const code = sentence === orderText.callback ? 'RELAY_CALLBACK' : 'INVALID_REQUEST'
  expect(() => read(value)).toThrow(new OrderError(sentence, code))
})

test('what is said of a field is short, however long its name is', () => {
  for (const value of [
    { ...body, ['n'.repeat(1_000_000)]: 1 },
    withInput({ aspect_ratio: 'x'.repeat(1_000_000) }),
  ]) {
    try {
      read(value)
      expect.unreachable()
    } catch (error) {
      expect((error as Error).message.length).toBeLessThan(120)
    }
  }
})

/** The picture within the request, in pieces of one to `most` bytes. */
const within = (most: number): SentReference => ({
  kind: 'bytes',
  type: 'image/png',
  size: smallPicture().length,
  async *open() {
    const bytes = smallPicture()
    for (let at = 0, size = 1; at < bytes.length; at += size, size = (size % most) + 1) {
      yield await Promise.resolve(bytes.subarray(at, at + size))
    }
  },
})
const textOf = async (...body: Parameters<typeof bodyOf>) => {
  const pieces: Uint8Array[] = []
  for await (const piece of bodyOf(...body)) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

test('the body is these bytes and no others', async () => {
  const choices = { model: body.model, resolution: '1K', callback: '' } as const
  const { asked } = read(withInput({ background: 'opaque' }))
  const address = { kind: 'address', url: 'https://r.example/r' } as const
  expect(await textOf({ ...asked, prompt: input.prompt }, choices, [address])).toBe(
    '{"model":"gpt-image-2-image-to-image","input":{"prompt":"A poster","input_urls":["https://r.example/r"],' +
      '"aspect_ratio":"4:5","resolution":"1K","background":"opaque"}}',
  )
  const plain = read(body).asked
  const called = {
    model: 'gpt-image-2/image-to-image',
    resolution: '2K',
    callback: 'https://r.example/h',
  } as const
  const prompt = 'A "input_urls":[ poster \ud800'
  expect(await textOf({ ...plain, prompt }, called, [within(4), within(100)])).toBe(
    '{"model":"gpt-image-2/image-to-image","input":{"prompt":"A \\"input_urls\\":[ poster \\ud800",' +
      `"input_urls":["${uri}","${uri}"],"aspect_ratio":"4:5","resolution":"2K"},` +
      '"callback":{"url":"https://r.example/h","when":"final"}}',
  )
})

test('storage that HiAPI bills is ordered where the owner allows it', async () => {
  const { asked } = read({ ...body, storage: 'persistent' }, true)
  const text = await textOf(
    { ...asked, prompt: 'A' },
    { model: body.model, resolution: '1K', callback: '' },
    [],
  )
  expect(JSON.parse(text)).toMatchObject({ storage: 'persistent' })
  expect(hashOf(asked)).not.toBe(hashOf(read(body).asked))
})
