import { createHash } from 'node:crypto'
import type { Pixels } from '../../ui/services/images/image-codec.ts'
import type { VirtualClock } from '../hiapi/virtual-clock.ts'
import { draw, type Order } from '../hiapi/pictures/draw.ts'
import { createNodeEnv } from '../host/env/node.ts'
import type { Env } from '../host/env/env.ts'
import type { Engine } from '../host/sandbox/realm.ts'
import { nodePixels } from '../sandbox/support/node-pixels.ts'

const drawn = new Map<string, Promise<Uint8Array>>()

/**
 * The local HiAPI's pictures, each drawn once in all of a thousand lives. Those of two tasks differ,
 * whatever was ordered.
 */
export function paintOnce(order: Order, task: string): Promise<Uint8Array> {
  const reference = createHash('sha256')
    .update(order.reference ?? '')
    .digest('hex')
  const key = JSON.stringify({ ...order, reference, task })
  const picture = drawn.get(key) ?? draw({ ...order, prompt: `${order.prompt} ${task}` })
  drawn.set(key, picture)
  return picture
}

/** The stand-in's footing; virtual time stands still while real pictures are made. */
export function heldEnv(clock: VirtualClock, loadEngine: () => Promise<Engine>): Env {
  const env = createNodeEnv(loadEngine)
  return {
    loadEngine: () => clock.hold(env.loadEngine()),
    createSurface: (width, height) => {
      const surface = env.createSurface(width, height)
      return { ...surface, encode: (type) => clock.hold(surface.encode(type)) }
    },
    decodeImage: (bytes) => clock.hold(env.decodeImage(bytes)),
  }
}

/** The window's canvas; virtual time stands still while it works. */
export function heldPixels(clock: VirtualClock): Pixels {
  return {
    decode: async (bytes, type) => {
      const bitmap = await clock.hold(nodePixels.decode(bytes, type))
      return {
        ...bitmap,
        encode: (...how) => clock.hold(bitmap.encode(...how)),
        webp: (...how) => clock.hold(bitmap.webp(...how)),
        transformed: (...how) => clock.hold(bitmap.transformed(...how)),
      }
    },
    dataUri: (bytes, type) => nodePixels.dataUri(bytes, type),
  }
}
