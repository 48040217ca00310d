import { PluginError } from '../protocol/errors.ts'
import { centre } from '../protocol/geometry.ts'
import { type JobId, NodeId, type OwnerId } from '../protocol/ids.ts'
import type { RequestOf, Reservation } from '../protocol/messages.ts'
import type { Recipe } from '../protocol/recipe.ts'
import { drawWaiting } from './looks.ts'
import { variantName } from './names.ts'
import { type Finder, findNode, pageOf, requireContainer } from './nodes.ts'
import { writeProgress } from './progress.ts'
import { isSourceNode } from './selection.ts'
import type { Point } from './slots.ts'
import { type Spot, spotBeside, spotOnPage } from './surroundings.ts'
import { emptyOnPage } from './unfinished.ts'

type Request = RequestOf<'reserve'>
type Maker = Finder & Pick<PluginAPI, 'createFrame' | 'createRectangle' | 'commitUndo'>

interface Variant {
  readonly job: JobId
  readonly node: NodeId
}

/** How many frames are made before the editor gets its turn: long loops freeze it. */
const framesAtOnce = 10

/**
 * Makes the placeholder frames of one source. All or none: should the page or section go while they
 * are made, or the ledger not take them, those already there are taken away again. A job whose frame
 * a person has brought back by an undo keeps that one.
 *
 * @param write writes them down in the ledger
 * @throws {PluginError} `page-gone`, `storage-failed`
 */
export async function reserve(
  figma: Maker,
  request: Request,
  owner: OwnerId | null,
  write: (variants: readonly Variant[]) => Promise<void>,
): Promise<{ variants: Variant[] }> {
  const { container, slots } = await findSpot(figma, request)
  const back = await emptyOnPage(figma, request.source.page)
  const variants: Variant[] = []
  const made: FrameNode[] = []
  let target = container
  try {
    for (const [index, reservation] of request.reservations.entries()) {
      if (index > 0 && index % framesAtOnce === 0) {
        await new Promise<void>((resolve) => setTimeout(resolve, 0))
        target = await requireContainer(figma, container.id)
      }
      const slot = slots[index]
      if (slot === undefined) throw new PluginError('internal', 'a frame without a slot')
      const { job } = reservation
      const known = back.get(job)
      if (known !== undefined) {
        variants.push({ job, node: known })
        continue
      }
      const frame = figma.createFrame()
      const node = NodeId.parse(frame.id)
      made.push(frame)
      variants.push({ job, node })
      // At once: a new node stands on whichever page the person is looking at.
      target.appendChild(frame)
      furnish(figma, frame, node, slot, reservation, request, owner)
    }
    figma.commitUndo()
    await write(variants)
    return { variants }
  } catch (thrown) {
    for (const frame of made) if (!frame.removed) frame.remove()
    throw thrown
  }
}

/** Beside the source as it stands now or, where it has gone, beside where it stood. */
async function findSpot(figma: Finder, request: Request): Promise<Spot> {
  const { source, reservations } = request
  const found = await findNode(figma, source.page)
  if (found?.type !== 'PAGE') throw new PluginError('page-gone')
  await found.loadAsync()
  const live = await findNode(figma, source.id)
  const page = await findNode(figma, source.page)
  if (page?.type !== 'PAGE') throw new PluginError('page-gone')

  const sizes = reservations.map(({ size }) => size)
  if (live !== null && !live.removed && isSourceNode(live) && pageOf(live)?.id === page.id) {
    const bounds = live.absoluteBoundingBox
    const spot = bounds === null ? null : spotBeside(live, bounds, sizes)
    if (spot !== null) return spot
  }
  const spot = spotOnPage(page, source.bounds, sizes)
  if (spot === null) throw new PluginError('page-gone')
  return spot
}

function furnish(
  figma: Maker,
  frame: FrameNode,
  node: NodeId,
  slot: Point,
  { job, target, size, request }: Reservation,
  { run, source, reference }: Request,
  owner: OwnerId | null,
): void {
  frame.name = variantName(source.name, target)
  frame.resizeWithoutConstraints(size.width, size.height)
  frame.x = slot.x
  frame.y = slot.y
  drawWaiting(figma, frame, reference.hash)
  const { width, height } = source.bounds
  const recipe: Recipe = {
    version: 1,
    node,
    owner,
    run,
    job,
    source: { id: source.id, name: source.name, size: { width, height } },
    target,
    focalPoint: centre,
    reference,
    request,
    progress: { state: 'reserved', at: Date.now() },
  }
  writeProgress(frame, recipe, null)
}
