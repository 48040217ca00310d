import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import type { HiapiOptions } from '../../hiapi/api/api.ts'
import type { FaultRule } from '../../hiapi/faults/faults.ts'
import { draw, type Order } from '../../hiapi/pictures/draw.ts'
import { pictureSize } from '../../hiapi/pictures/size.ts'
import { bytesOf } from '../../hiapi/api/wire.ts'
import { answer, idOf, order, referencePng, setUp } from './support.ts'

const base: Order = {
  reference: referencePng(),
  prompt: 'one',
  ratio: '4:5',
  resolution: '1K',
  scale: 0.1,
}

/** Red, green, blue and white: from left to right, the upper two and the lower two. */
const quarters = (() => {
  const canvas = createCanvas(80, 100)
  const context = canvas.getContext('2d')
  for (const [index, fill] of ['#e02020', '#20c020', '#2020e0', '#ffffff'].entries()) {
    context.fillStyle = fill
    context.fillRect((index % 2) * 40, Math.floor(index / 2) * 50, 40, 50)
  }
  return canvas.toBuffer('image/png')
})()

/** The colour near each corner, whatever light lies on it. */
async function quartersOf(bytes: Uint8Array): Promise<string[]> {
  const image = await loadImage(bytes)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return [0, 1, 2, 3].map((corner) => {
    const x = image.width * (corner % 2 === 0 ? 0.1 : 0.9)
    const y = image.height * (corner < 2 ? 0.1 : 0.9)
    const [red = 0, green = 0, blue = 0] = context.getImageData(x, y, 1, 1).data
    const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
    if (least > 90 && most - least < 120) return 'bright'
    return most === red ? 'red' : most === green ? 'green' : 'blue'
  })
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

  it('follows from reference, prompt, take, ratio and resolution alone', async () => {
    const first = await draw(base)
    expect(await draw({ ...base })).toEqual(first)
    expect(await draw({ ...base, prompt: 'two' })).not.toEqual(first)
    expect(await draw({ ...base, reference: referencePng(50, 40) })).not.toEqual(first)
    expect(await draw({ ...base, take: 0 })).toEqual(first)
    expect(await draw({ ...base, take: 1 })).not.toEqual(first)
  })

  it.each(['As if it were made of wood', 'x', 'A studio photo'])(
    'in the shape of its reference shows it upright and whole, whatever the prompt: %s',
    async (prompt) => {
      for (const take of [0, 1, 2, 3, 4, 5]) {
        const colours = await quartersOf(await draw({ ...base, reference: quarters, prompt, take }))
        expect(colours).toEqual(['red', 'green', 'blue', 'bright'])
      }
    },
  )

  it('takes the ratio nearest to the reference for auto', async () => {
    const picture = await draw({ ...base, ratio: 'auto', reference: referencePng(90, 52) })
    expect(await sizeOf(picture)).toEqual([167, 94])
  })
})

describe('orders of the same', () => {
  async function drawn(times: number) {
    const { hiapi, post } = setUp()
    const pictures: string[] = []
    for (let each = 0; each < times; each++) {
      const id = idOf(await post(order()))
      pictures.push(Buffer.from(await hiapi.pictureOf(id)).toString('base64'))
    }
    return pictures
  }

  it('give another picture each time, and the same ones in another run', async () => {
    const first = await drawn(5)
    expect(new Set(first).size).toBe(5)
    expect(await drawn(5)).toEqual(first)
  })

  it('are one order where the key says so', async () => {
    const { hiapi, post } = setUp()
    const again = () => post(order(), { idempotency: 'key' })
    const ids = [idOf(await again()), idOf(await again())]
    expect(ids[0]).toBe(ids[1])
    expect([...hiapi.tasks.values()].map(({ take }) => take)).toEqual([0])
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
