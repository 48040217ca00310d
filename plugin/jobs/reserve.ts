import { PluginError } from '../../contract/protocol/plugin-error.ts'
import type { Rect } from '../../contract/model/geometry.ts'
import { type JobId, NodeId, type OwnerId } from '../../contract/model/ids.ts'
import type { Part } from '../../contract/model/stored/ledger.ts'
import { pendingKey, type Recipe, recipeKey } from '../../contract/model/recipe.ts'
import { ownSize } from '../../contract/model/source.ts'
import { destinationOf } from '../swaps/destination.ts'
import { whyRefused } from '../swaps/swappable-layers.ts'
import { drawWaiting, isUntouched, keepImages } from '../variants/appearance.ts'
import {
  type Finder,
  findNode,
  isLocked,
  isScene,
  pageOf,
  requireContainer,
} from '../canvas/nodes.ts'
import { findUnfilledVariants } from '../variants/find-on-page.ts'
import { isWaiting, writeProgress } from '../variants/progress.ts'
import { comingKey, readRecipe, type RecipeSlot, type Variant } from '../plugin-data/recipes.ts'
import { createSectionMaker, type SectionMaker } from '../layout/run-section.ts'
import { padding } from '../layout/row-layout.ts'
import { type Spot, spotBeside, spotOnPage, spotOutside } from '../layout/free-space.ts'
import type { Known } from './find-unfinished.ts'
import { isLayer, type Layer } from '../canvas/layer.ts'
import { renderIdOf } from '../plugin-data/swap-links.ts'
import type { Reservation } from '../../contract/model/reservation.ts'
import type { RequestOf } from '../../contract/protocol/procedures.ts'

type Request = RequestOf<'reserve'>
type Maker = Finder &
  Pick<PluginAPI, 'createFrame' | 'createRectangle' | 'createSection' | 'commitUndo'>

/** The frames of a job, in the order of its parts. */
interface Reserved {
  readonly job: JobId
  readonly nodes: NodeId[]
}

/** A part of a job, and where its frame's id belongs. */
interface Place {
  readonly reservation: Reservation
  readonly part: Part
  readonly index: number
  readonly nodes: NodeId[]
}

/** How many frames are made before the editor gets its turn: long loops freeze it. */
const framesAtOnce = 10

/**
 * Makes the placeholder frames of one source, and writes on the variants that are made anew, and on the
 * layers that are swapped, what is to replace them. All or none: should the page or section go
 * meanwhile, or the ledger not take them, all of it is taken back. A job whose frame a person has
 * brought back by an undo keeps that one.
 *
 * @param known who asks, and the tasks whose pictures were placed
 * @param write writes them down in the ledger
 * @throws {PluginError} `page-gone`, `storage-failed`, `layer-refused` (message: its `Refusal`)
 */
export async function reserve(
  figma: Maker,
  request: Request,
  { owner, receipts }: Omit<Known, 'runs'>,
  write: (variants: readonly Reserved[]) => Promise<void>,
): Promise<{ variants: Reserved[] }> {
  const replaced = await findReplaced(figma, request)
  const stand = await findStand(figma, request)
  const back = findUnfilledVariants(
    stand.page,
    request.reservations.map(({ job }) => job),
  )
  const section = createSectionMaker(figma, stand.page, request.run, request.section)
  const variants = request.reservations.map(({ job }): Reserved => ({ job, nodes: [] }))
  const takeBack: (() => void)[] = []
  const wanting: Place[] = []
  try {
    for (const place of placesOf(request, variants)) {
      const { reservation, part, index, nodes } = place
      const known = back(reservation.job, index)
      const host = hostFor(replaced.get(part) ?? null, place, receipts)
      if (known !== null) nodes[index] = known
      else if (host === null) wanting.push(place)
      else {
        nodes[index] = NodeId.parse(host.node.id)
        takeBack.push(writeOn(host, recipeOf(request, place, nodes[index], owner)))
      }
    }
    // Until here nothing has been waited for since the source was found.
    const spot = wanting.length === 0 ? null : findSpot(stand, request, wanting, section)
    let target = spot?.container
    for (const [count, place] of wanting.entries()) {
      if (spot !== null && count > 0 && count % framesAtOnce === 0) {
        await new Promise<void>((resolve) => setTimeout(resolve, 0))
        target = await requireContainer(figma, spot.container.id)
      }
      const slot = spot?.slots[count]
      if (target === undefined || slot === undefined) {
        throw new PluginError('internal', 'a frame without a slot')
      }
      const frame = figma.createFrame()
      takeBack.push(() => {
        // Meanwhile a person can have put something into it.
        if (!frame.removed && isUntouched(frame) && !isLocked(frame)) frame.remove()
      })
      // At once: a new node stands on whichever page the person is looking at.
      target.appendChild(frame)
      const node = NodeId.parse(frame.id)
      place.nodes[place.index] = node
      frame.x = slot.x
      frame.y = slot.y
      initialiseFrame(figma, frame, place.part, recipeOf(request, place, node, owner))
    }
    figma.commitUndo()
    await write(variants)
    return { variants }
  } catch (thrown) {
    for (const act of takeBack) act()
    section.undo()
    throw thrown
  }
}

/** All parts, in the order in which their frames stand. */
function placesOf({ reservations }: Request, variants: readonly Reserved[]): Place[] {
  return reservations.flatMap((reservation, at) =>
    reservation.parts.map((part, index) => {
      return { reservation, part, index, nodes: variants[at]?.nodes ?? [] }
    }),
  )
}

/** The variants whose pictures are to be replaced, and the layers whose places are to be taken. */
async function findReplaced(
  figma: Finder,
  { reservations }: Request,
): Promise<ReadonlyMap<Part, BaseNode | null>> {
  const replaced = new Map<Part, BaseNode | null>()
  for (const part of reservations.flatMap(({ parts }) => parts)) {
    const id = part.swaps ?? part.into
    if (id !== null) replaced.set(part, await findNode(figma, id))
  }
  return replaced
}

/** What keeps a recipe for something that is to come, until that is there. */
type Host = RecipeSlot<Extract<Variant, { kind: 'pending' | 'coming' }>>

/**
 * What a part's picture is to replace; null where it gets a frame of its own.
 *
 * @throws {PluginError} `layer-refused`
 */
function hostFor(
  node: BaseNode | null,
  { part, reservation: { job } }: Place,
  receipts: Known['receipts'],
): Host | null {
  if (part.swaps === null) {
    const frame = replaceable(node, job, receipts)
    return frame === null ? null : { kind: 'pending', node: frame, key: pendingKey }
  }
  if (node === null || node.removed) return null
  const layer = requireSwappable(node)
  return destinationOf(layer).kind === 'in-place'
    ? { kind: 'coming', node: layer, key: comingKey(job) }
    : null
}

/** A layer that is hidden because a render has its place can get one more picture. */
function requireSwappable(node: BaseNode): Layer {
  const refusal = whyRefused(node)
  const isSwapped = refusal === 'hidden' && renderIdOf(node) !== null
  if (isLayer(node) && (refusal === null || isSwapped)) return node
  throw new PluginError('layer-refused', refusal ?? 'not-a-layer')
}

/**
 * A frame that a job's picture may take, copies of variants among them. One that waits for another
 * picture keeps waiting for that, unless it was placed, and undone since.
 */
function replaceable(
  node: BaseNode | null,
  job: JobId,
  receipts: Known['receipts'],
): FrameNode | null {
  if (node?.type !== 'FRAME' || node.removed || readRecipe(node) === null) return null
  const pending = readRecipe(node, pendingKey)
  if (pending?.node !== node.id || pending.job === job || !isWaiting(pending)) return node
  return receipts.has(pending.job) ? node : null
}

/** What a row stands beside. */
interface Stand {
  readonly page: PageNode
  /** Null where it has gone. */
  readonly node: SceneNode | null
  /** What the row's top is level with, in the page's coordinates. */
  readonly level: Rect
}

/** The anchor or the source as it stands now or, where both have gone, where the source stood. */
async function findStand(figma: Finder, { anchor, source }: Request): Promise<Stand> {
  const anchored = anchor === null ? null : await findNode(figma, anchor)
  const home = (anchored === null ? null : pageOf(anchored)?.id) ?? source.page
  const found = await findNode(figma, home)
  if (found?.type !== 'PAGE') throw new PluginError('page-gone')
  await found.loadAsync()
  const live = await findNode(figma, source.id)
  const page = await findNode(figma, home)
  if (page?.type !== 'PAGE') throw new PluginError('page-gone')
  for (const node of [anchored, live]) {
    if (node === null || node.removed || !isScene(node)) continue
    const level = node.absoluteBoundingBox
    if (level !== null && pageOf(node)?.id === page.id) return { page, node, level }
  }
  return { page, node: null, level: source.bounds }
}

/** In the run's section where it is to have one, else beside what the row belongs to. */
function findSpot(
  { page, node, level }: Stand,
  { source }: Request,
  wanting: readonly Place[],
  section: SectionMaker,
): Spot {
  const sizes = wanting.map(({ part }) => part.size)
  // The section's first row, not its edge, is to be level with what it belongs to.
  const edge = { ...level, y: level.y - padding }
  const spot =
    section.place(sizes, (size) => (node && spotOutside(node, edge, [size])) ?? beside([size])) ??
    (node && spotBeside(node, level, sizes)) ??
    beside(sizes)
  if (spot === null) throw new PluginError('page-gone')
  return spot

  function beside(all: typeof sizes): Spot | null {
    return spotOnPage(page, source.bounds, all)
  }
}

/** Everything that is known of a variant while nothing has been done for it. */
function recipeOf(
  { run, source, reference }: Request,
  { reservation: { job, request, making }, part, index }: Place,
  node: NodeId,
  owner: OwnerId | null,
): Recipe {
  // A layer may be turned: how large it is itself, its bounds don't tell.
  const { width, height } = part.target.kind === 'swap' ? part.size : ownSize(source)
  return {
    version: 1,
    node,
    owner,
    run,
    job,
    part: index,
    source: { id: source.id, name: source.name, size: { width, height } },
    target: part.target,
    focalPoint: part.focalPoint,
    reference,
    request,
    making,
    progress: { state: 'reserved', at: Date.now() },
  }
}

function initialiseFrame(
  figma: Maker,
  frame: FrameNode,
  { name, size, format }: Part,
  recipe: Recipe,
) {
  frame.name = name
  frame.resizeWithoutConstraints(size.width, size.height)
  drawWaiting(figma, frame, recipe, format)
  writeProgress({ kind: 'own', node: frame, key: recipeKey }, recipe, null)
}

/** @returns the way to take it back */
function writeOn(host: Host, recipe: Recipe): () => void {
  const { kind, node, key } = host
  const before = node.getPluginData(key)
  // A layer that is to be swapped stays just as it is: it can't keep images.
  const forget = kind === 'pending' ? keepImages(node, recipe) : null
  writeProgress(host, recipe, null)
  return () => {
    if (node.removed) return
    node.setPluginData(key, before)
    forget?.()
  }
}
