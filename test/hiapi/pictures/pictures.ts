import { draw, type Order } from './draw.ts'
import type { PictureShapeFault } from '../faults/faults.ts'
import type { Task } from '../api/task.ts'

export type PictureOptions = {
  scale?: number | undefined
  /**
   * Draws in place of the real thing, for tests to which the pixels do not matter. Told whose picture it
   * is: the real API makes another each time.
   */
  paint?: ((order: Order, task: string) => Promise<Uint8Array>) | undefined
}

const cacheBytes = 256 * 1024 * 1024

/** Pictures are drawn when first asked for: a run of tasks that nobody downloads costs nothing. */
export function createPictures({ scale = 1, paint }: PictureOptions) {
  const drawn = new Map<string, Promise<Uint8Array>>()
  let held = 0

  async function keep(key: string, picture: Promise<Uint8Array>) {
    held += (await picture).length
    for (const [oldest, bytes] of drawn) {
      if (held <= cacheBytes || oldest === key) break
      drawn.delete(oldest)
      held -= (await bytes).length
    }
  }

  function order({ recipe, take }: Task, fault: PictureShapeFault | undefined): Order {
    return {
      // A blank card stands in for a hosted one that nobody has fetched.
      reference: recipe.references[0]?.bytes,
      prompt: recipe.prompt,
      take,
      ratio: recipe.ratio,
      resolution: recipe.resolution,
      transparent: recipe.background === 'transparent',
      format: fault?.kind === 'picture-format' ? fault.format : 'png',
      shape: shapeOf(fault),
      scale,
    }
  }

  return async (task: Task, fault = shapeFault(task)): Promise<Uint8Array> => {
    const { prompt, ratio, resolution, background, references } = task.recipe
    const same = [references[0]?.hash, prompt, task.take, ratio, resolution, background, fault]
    const key = JSON.stringify(paint === undefined ? same : [task.id, fault])
    const known = drawn.get(key)
    if (known) return known
    const ordered = order(task, fault)
    const picture = paint === undefined ? draw(ordered) : paint(ordered, task.id)
    drawn.set(key, picture)
    await keep(key, picture)
    return picture
  }
}

/** What the task's own fate does to its picture. */
function shapeFault({ fate }: Task): PictureShapeFault | undefined {
  const shaped =
    fate?.kind === 'picture-format' ||
    fate?.kind === 'picture-wrong-ratio' ||
    fate?.kind === 'picture-oversize'
  return shaped ? fate : undefined
}

function shapeOf(fault: PictureShapeFault | undefined): Order['shape'] {
  if (fault?.kind === 'picture-wrong-ratio') return 'wrong-ratio'
  if (fault?.kind === 'picture-oversize') return 'oversize'
  return undefined
}
