import { loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import type { HiapiOptions } from '../../hiapi/api.ts'
import type { FaultRule } from '../../hiapi/faults.ts'
import { draw, type Order } from '../../hiapi/draw.ts'
import { pictureSize } from '../../hiapi/size.ts'
import { bytesOf } from '../../hiapi/wire.ts'
import { answer, idOf, order, referencePng, setUp } from './support.ts'

const base: Order = {
  reference: referencePng(),
  prompt: 'one',
  ratio: '4:5',
  resolution: '1K',
  scale: 0.1,
}

async function sizeOf(bytes: Uint8Array) {
  const { width, height } = await loadImage(bytes)
  return [width, height]
}

describe('a drawn picture', () => {
  it.each([
    ['1:1', '1K', 1254, 1254],
    ['16:9', '1K', 1672, 941],
    ['3:4', '1K', 1086, 1448],
    ['21:9', '1K', 1916, 821],
    ['3:2', '2K', 2048, 1365],
    ['1:1', '4K', 2880, 2880],
    ['3:2', '4K', 3527, 2352],
    ['9:16', '4K', 2160, 3840],
  ])('of %s at %s has %i × %i pixels', (ratio, resolution, width, height) => {
    expect(pictureSize(ratio, resolution)).toEqual({ width, height })
  })

  it('really has its full size', async () => {
    expect(await sizeOf(await draw({ ...base, scale: 1 }))).toEqual([1122, 1402])
  })

  it('follows from reference, prompt, ratio and resolution alone', async () => {
    const first = await draw(base)
    expect(await draw({ ...base })).toEqual(first)
    expect(await draw({ ...base, prompt: 'two' })).not.toEqual(first)
    expect(await draw({ ...base, reference: referencePng(50, 40) })).not.toEqual(first)
  })

  it('takes the ratio nearest to the reference for auto', async () => {
    const picture = await draw({ ...base, ratio: 'auto', reference: referencePng(90, 52) })
    expect(await sizeOf(picture)).toEqual([167, 94])
  })
})

describe('downloads', () => {
  async function finished(rule?: FaultRule, options: HiapiOptions = {}) {
    const all = setUp({ faults: rule ? [rule] : [], ...options })
    const id = idOf(await all.post(order()))
    all.pass(6500)
    const url = async () => answer(await all.get(`/v1/tasks/${id}`)).data.output?.[0]?.url ?? ''
    return { ...all, id, url, download: async () => all.picture(await url()) }
  }

  it('give the very bytes that the core names', async () => {
    const { download, hiapi, id } = await finished()
    const reply = await download()
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'image/png'])
    expect(reply.body).toEqual(await hiapi.pictureOf(id))
  })

  it('answer 404 while the content network lags, then 200', async () => {
    const lag = await finished(undefined, { cdnLagMs: 1000 })
    expect((await lag.download()).status).toBe(404)
    lag.pass(1000)
    expect((await lag.download()).status).toBe(200)
    const fault = { kind: 'picture-missing' } as const
    const once = await finished({ on: 'picture', times: 1, fault })
    expect([(await once.download()).status, (await once.download()).status]).toEqual([404, 200])
  })

  it('answer 403 once expired, until the task gives a fresh address', async () => {
    const fault = { kind: 'picture-expired' } as const
    const { hiapi, id, pass, picture, url } = await finished({ on: 'picture', times: 1, fault })
    const stale = await url()
    expect((await picture(stale)).status).toBe(403)
    expect((await picture(stale)).status).toBe(403)
    const fresh = await url()
    expect((await picture(fresh)).status).toBe(200)
    pass(7 * 24 * 3_600_000)
    expect((await picture(fresh)).status).toBe(403)
    expect((await picture(await url())).body).toEqual(await hiapi.pictureOf(id))
  })

  it('can be of another format, ratio or size', async () => {
    const webp = await finished({ on: 'task', fault: { kind: 'picture-format', format: 'webp' } })
    expect((await webp.download()).headers['content-type']).toBe('image/webp')
    const avif = await finished({
      on: 'picture',
      fault: { kind: 'picture-format', format: 'avif' },
    })
    expect((await avif.download()).headers['content-type']).toBe('image/avif')
    const turned = await finished({ on: 'picture', fault: { kind: 'picture-wrong-ratio' } })
    expect(await sizeOf(bytesOf((await turned.download()).body))).toEqual([140, 112])
    const large = await finished({ on: 'task', fault: { kind: 'picture-oversize' } })
    expect(await sizeOf(bytesOf((await large.download()).body))).toEqual([3688, 4608])
  }, 20_000)

  it('can be half a file, or a web page', async () => {
    const { hiapi, id, download } = await finished()
    hiapi.faults.add({ on: 'picture', times: 1, fault: { kind: 'picture-truncated' } })
    const whole = await hiapi.pictureOf(id)
    expect(bytesOf((await download()).body)).toEqual(whole.subarray(0, whole.length >> 1))
    hiapi.faults.add({ on: 'picture', times: 1, fault: { kind: 'picture-html' } })
    const page = await download()
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html'])
  })
})
