import { describe, expect, it } from 'vitest'
import { answer, dataUri, order, setUp } from './support.ts'

const refused: [string, unknown, RegExp][] = [
  ['broken JSON', '{', /not valid JSON/],
  ['no object', [], /must be an object/],
  ['an unknown model', { ...order(), model: 'gpt-image-3' }, /^model must/],
  ['an unknown field', order({}, { n: 2 }), /Unknown field "n"/],
  ['an unknown input field', order({ seed: 1 }), /Unknown field "seed"/],
  ['callback in input', order({ callback: { url: 'https://a.b' } }), /callback/],
  ['an unknown route', order({}, { route: 'ext' }), /route/],
  ['an unknown storage', order({}, { storage: 'tape' }), /storage/],
  ['no prompt', order({ prompt: undefined }), /prompt/],
  ['an empty prompt', order({ prompt: '' }), /prompt/],
  ['a long prompt', order({ prompt: 'x'.repeat(20_001) }), /prompt/],
  ['a prompt of too many emoji', order({ prompt: '🖼'.repeat(10_001) }), /prompt/],
  ['no references', order({ input_urls: [] }), /input_urls/],
  ['17 references', order({ input_urls: Array(17).fill(dataUri) }), /input_urls/],
  ['a reference that is no URL', order({ input_urls: ['poster.png'] }), /input_urls\[0\]/],
  ['credentials in a URL', order({ input_urls: ['https://a:b@c.d/e.png'] }), /input_urls\[0\]/],
  ['a GIF', order({ input_urls: ['data:image/gif;base64,R0lGODlh'] }), /input_urls\[0\]/],
  ['bad base64', order({ input_urls: [`${dataUri.slice(0, 90)}!?==`] }), /base64/],
  ['a wrong type', order({ input_urls: [dataUri.replace('png', 'jpeg')] }), /something else/],
  ['an unknown ratio', order({ aspect_ratio: '7:5' }), /aspect_ratio/],
  ['an unknown resolution', order({ resolution: '8K' }), /resolution/],
  ['auto at 2K', order({ aspect_ratio: 'auto', resolution: '2K' }), /auto is not available/],
  ['4:5 at 2K', order({ resolution: '2K' }), /not available at resolution 2K/],
  ['3:1 at 4K', order({ aspect_ratio: '3:1', resolution: '4K' }), /not available/],
  [
    'a background at 2K',
    order({ aspect_ratio: '1:1', resolution: '2K', background: 'opaque' }),
    /background/,
  ],
  ['an unknown background', order({ background: 'pink' }), /background/],
  ['a plain http callback', order({}, { callback: { url: 'http://a.b' } }), /callback.url/],
  ['callback.when', order({}, { callback: { url: 'https://a.b', when: 'always' } }), /when/],
]

const accepted: [string, unknown][] = [
  ['the longest prompt, in UTF-16 units', order({ prompt: '🖼'.repeat(10_000) })],
  ['16 references', order({ input_urls: Array(16).fill(dataUri) })],
  ['a hosted reference', order({ input_urls: ['https://a.b/c.png'] })],
  ['the defaults', order({ aspect_ratio: undefined, resolution: undefined })],
  ['the other spelling of the model', { ...order(), model: 'gpt-image-2/image-to-image' }],
  ['4:5 at 4K', order({ resolution: '4K' })],
  ['1:1 at 4K', order({ aspect_ratio: '1:1', resolution: '4K' })],
  ['a transparent background', order({ background: 'transparent' })],
  ['a callback', order({}, { callback: { url: 'https://a.b/c', when: 'final' } })],
]

describe('what a create call may hold', () => {
  it.each(refused)('refuses %s', async (_name, body, text) => {
    const { hiapi, post } = setUp()
    const reply = await post(body)
    expect(reply.status).toBe(400)
    expect(answer(reply)).toMatchObject({ code: 400, error_code: 'INVALID_REQUEST', data: null })
    expect(answer(reply).message).toMatch(text)
    expect(hiapi.tasks.size).toBe(0)
  })

  it.each(accepted)('takes %s', async (_name, body) => {
    const { post } = setUp()
    expect((await post(body)).status).toBe(200)
  })

  it('wants JSON, and no more than 10 MB of it', async () => {
    const { post } = setUp()
    expect((await post(order(), { headers: { 'content-type': 'text/plain' } })).status).toBe(415)
    expect((await post(' '.repeat(10_000_001))).status).toBe(413)
  })
})

describe('who may call', () => {
  it('refuses no key and a bad key, and a create call without money', async () => {
    const { get, post } = setUp({ badKeys: ['sk-bad'], brokeKeys: ['sk-broke'] })
    expect((await get('/v1/tasks', { headers: { authorization: '' } })).status).toBe(401)
    expect((await get('/v1/tasks', { key: 'sk-bad' })).status).toBe(401)
    expect((await get('/v1/tasks', { key: 'sk-broke' })).status).toBe(200)
    expect((await post(order(), { key: 'sk-broke' })).status).toBe(402)
  })
})
