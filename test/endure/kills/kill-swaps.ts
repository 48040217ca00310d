import type { SwapWish } from '../../sandbox/support/swap-wish.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { leaksOfKey, ledgerOf } from '../complaints.ts'
import type { Outcome } from './kill.ts'
import { addLayers } from '../layers.ts'
import { type Life, openLife } from '../life.ts'
import type { OnTheWire } from '../mortal-fetch.ts'
import { killAt, type Step } from '../steps.ts'
import { comingTo, dropUnseenImages, holesIn, rendersOf } from '../swaps.ts'
import { openWorld } from '../relay-world.ts'
import type { World } from '../world.ts'

/** Pictures of each layer. */
const copies = 2

/** What becomes of the file at a kill. */
export interface AtKill {
  /** Whether it loses the pictures that nothing in it shows, as a file does that is opened again. */
  readonly losesImages: boolean
}

/** What is swapped. */
export interface SwapStory {
  readonly addTo: (document: HostDocument) => readonly string[]
  readonly wish: SwapWish
}

const threeLayers: SwapStory = { addTo: addLayers, wish: {} }

/**
 * Swaps layers, two copies of each, killing both halves of the plugin on the way.
 *
 * @param kills the step at which each life ends, counted from 0 within it; the life after the last
 * is let live
 */
export async function runSwapsKilled(
  kills: readonly number[],
  onTheWire: OnTheWire,
  { losesImages }: AtKill = { losesImages: false },
  { addTo, wish }: SwapStory = threeLayers,
  given: World | null = null,
): Promise<Outcome> {
  const world = given ?? (await openWorld())
  const { document, clock } = world
  const layers = addTo(document)
  const all = [document.rootId, ...document.descendants(document.rootId)]
  const before = lookOf(document, all, layers)
  const steps: Step[] = []
  const killedAt: Step[] = []
  const complaints: string[] = []
  let presses = 0
  let isWritten = false

  for (const kill of [...kills, Infinity]) {
    let count = 0
    const birth = openLife(world, {
      onTheWire,
      onStep: (step) => {
        isWritten ||= step.kind === 'storage written' && step.what.startsWith('run/')
        steps.push(step)
        if (count++ !== kill) return
        killedAt.push(step)
        killAt(step, () => birth.kill())
      },
    })
    const course = async () => {
      const life = await birth.life
      await life.recover()
      if (isNothingVisible(world, layers, life)) {
        presses++
        if (isWritten) complaints.push('the order was written down, and had to be given again')
        await life.swap(layers, { ...wish, copies })
      }
      await life.atRest()
      // What was on its way when the last job was settled arrives.
      await clock.sleep(5_000)
    }
    await clock.run(Promise.race([birth.over, course()]))
    if (onTheWire === 'arrives') await clock.advance(1_000)
    birth.kill()
    complaints.push(...holesIn(document, layers))
    if (losesImages) dropUnseenImages(document)
  }
  // Whatever can be picked has to be alive by the paints of its render.
  dropUnseenImages(document)
  complaints.push(...(await complaintsAfter(world, layers)))
  complaints.push(...changesTo(before, lookOf(document, all, layers)))
  if (given === null) await world.close()
  const renders = rendersOf(document).flatMap(({ node }) => [node, ...document.descendants(node)])
  const known = new Set([...all, ...renders])
  const now = document.descendants(document.rootId)
  return {
    steps,
    killedAt,
    presses,
    complaints,
    tasks: world.hiapi.tasks.size,
    strays: now.filter((node) => !known.has(node)).length,
  }
}

function isNothingVisible(
  { document, storage }: World,
  layers: readonly string[],
  { engine }: Life,
): boolean {
  return (
    engine.snapshot().jobs.length === 0 &&
    rendersOf(document).length === 0 &&
    comingTo(document, layers).length === 0 &&
    ledgerOf(storage).length === 0
  )
}

/** What is wrong after all layers were swapped; empty where all is well. */
async function complaintsAfter(world: World, layers: readonly string[]): Promise<string[]> {
  const { document, storage, hiapi } = world
  const nameOf = await world.hiapiNames()
  const renders = rendersOf(document)
  const pictures = renders.flatMap((render) => render.pictures)
  const placed = pictures.map(({ progress }) =>
    progress.state === 'done' ? nameOf(progress.task) : progress.state,
  )
  const made = [...hiapi.tasks.keys()]
  const wrong = pictures.map(async ({ job, progress }) => {
    if (progress.state !== 'done') return [`job ${job} is ${progress.state}`]
    const kept = document.images.bytes(progress.picture.hash)
    const drawn = Buffer.from(await hiapi.pictureOf(nameOf(progress.task)))
    return kept !== null && drawn.equals(kept) ? [] : [`the picture of job ${job} is not there`]
  })
  return [
    made.length === layers.length * copies ? [] : [`${made.length} tasks were created`],
    renders.length === layers.length ? [] : [`${renders.length} renders are on the canvas`],
    renders.every((render) => render.pictures.length === copies)
      ? []
      : ['a render does not have its copies'],
    [...placed].sort().join() === [...made].sort().join()
      ? []
      : [`of ${made.join()} were placed ${placed.join()}`],
    layers
      .filter((layer) => document.prop(layer, 'visible'))
      .map((layer) => `layer ${layer} was not swapped`),
    comingTo(document, layers).map(({ job }) => `a layer still waits for ${job}`),
    ledgerOf(storage).map((key) => `the ledger still holds ${key}`),
    (await Promise.all(wrong)).flat(),
    leaksOfKey(world),
  ].flat()
}

type Likeness = ReadonlyMap<string, string>

/**
 * All that a swap must leave alone of what a designer made: everything but whether the layers are seen,
 * our own data, and that there are renders.
 */
function lookOf(
  document: HostDocument,
  ids: readonly string[],
  layers: readonly string[],
): Likeness {
  const own = new Set(ids)
  const isOurs = (id: string) => id === document.rootId || layers.includes(id)
  return new Map(
    ids.map((id) => {
      const node = document.find(id)
      if (node === null) return [id, 'gone']
      const children = node.children.filter((child) => own.has(child))
      const { visible: _, ...props } = node.props
      const as = isOurs(id) ? { props, pluginData: {}, relaunch: {} } : {}
      return [id, JSON.stringify({ ...node, children, ...as })]
    }),
  )
}

/** What is not as it was, in words. */
function changesTo(before: Likeness, now: Likeness): string[] {
  return [...before]
    .filter(([id, was]) => now.get(id) !== was)
    .map(([id, was]) => `node ${id} was ${was} and is ${now.get(id) ?? 'gone'}`)
}
