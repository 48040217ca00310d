import { PluginError } from '../../contract/protocol/plugin-error.ts'
import { NodeId } from '../../contract/model/ids.ts'
import type { PartPlan } from '../../contract/model/job-plan.ts'
import { type Recipe } from '../../contract/model/plugin-data/recipe.ts'
import { isUntouched } from '../variants/added-layers.ts'
import { drawWaiting } from '../variants/appearance.ts'
import { findNode, isLocked, requireContainer } from '../canvas/nodes.ts'
import {
  type LayerMaker,
  layText,
  loadText,
  turn,
  type Wanted,
  wantedBy,
} from '../live-text/lay-layers.ts'
import type { Loader } from '../live-text/loaded-layers.ts'
import { findUnfilledVariants } from '../variants/find-on-page.ts'
import { writeProgress } from '../variants/progress.ts'
import { createSectionMaker, type SectionMaker } from '../layout/run-section.ts'
import type { Known } from './find-unfinished.ts'
import {
  type Place,
  placesOf,
  planOf,
  recipeOf,
  type Request,
  type Reserved,
} from './parts-to-reserve.ts'
import { findReplaced, hostFor, writeOn } from './replaced-nodes.ts'
import { findSpot, findAnchor } from './find-place.ts'
import { commitUndo, sweep } from '../plugin-data/temporary.ts'
import { currentSlot } from '../plugin-data/recipes.ts'
import { setSize } from '../canvas/rect.ts'

type Maker = Loader &
  LayerMaker &
  Pick<PluginAPI, 'createFrame' | 'createSection' | 'commitUndo' | 'currentPage'>

/** Frames created before the editor gets a turn: long loops freeze it. */
const framesAtOnce = 5

/** Resolved once the frames of the last row are there: until then, their places look free. */
let lastRow = Promise.resolve()

/**
 * Creates one source's placeholders with their live text, and writes the next recipe on variants to
 * regenerate and on layers to swap. All or nothing: if the page or section is deleted in the meantime, or
 * the ledger fails, everything is undone. A job whose frame came back through an undo keeps that frame.
 *
 * @param known who asks, and the tasks whose pictures were placed
 * @param write writes the frames to the ledger
 * @throws {PluginError} `page-gone`, `storage-failed`, `layer-refused` (message: its `Refusal`)
 */
export async function reserve(
  figma: Maker,
  request: Request,
  { owner, receipts }: Omit<Known, 'runs'>,
  write: (variants: readonly Reserved[]) => Promise<void>,
): Promise<{ variants: Reserved[] }> {
  const replaced = await findReplaced(figma, request)
  const texts = textsOf(request)
  const loaded = await loadText(figma, [...texts.values()])
  const variants = request.reservations.map(({ plan }): Reserved => ({ job: plan.id, nodes: [] }))
  const takeBack: (() => void)[] = []
  const wanting: Place[] = []
  const places = placesOf(request, variants)
  let section: SectionMaker | null = null
  const endRow = await beginRow()
  try {
    const anchor = await findAnchor(figma, request)
    sweep(figma, anchor.page)
    // A new run skips this: searching the whole page for every source would block the canvas.
    const jobs = request.isFirst ? [] : request.reservations.map(({ plan }) => plan.id)
    const back = findUnfilledVariants(anchor.page, jobs)
    section = createSectionMaker(figma, anchor.page, planOf(request).run, request.section)
    for (const place of places) {
      const { reservation, part, index, nodes } = place
      const known = back(reservation.plan.id, index)
      const host = hostFor(replaced.get(part) ?? null, place, receipts)
      if (known !== null) nodes[index] = known
      else if (host === null) wanting.push(place)
      else {
        nodes[index] = NodeId.parse(host.node.id)
        texts.delete(part)
        takeBack.push(writeOn(host, recipeOf(request, place, nodes[index], owner)))
      }
    }
    // No await since the source was found.
    const spot = wanting.length === 0 ? null : findSpot(anchor, request, wanting, section)
    let target = spot?.container
    for (const [count, place] of wanting.entries()) {
      // No pause before the first frame: a section is never visible empty.
      if (spot !== null && count % framesAtOnce === 1) {
        await turn()
        target = await requireContainer(figma, spot.container.id)
      }
      const slot = spot?.slots[count]
      if (target === undefined || slot === undefined) {
        throw new PluginError('internal', 'a frame without a slot')
      }
      const frame = figma.createFrame()
      takeBack.push(() => {
        // A designer may have put something into it in the meantime.
        if (!frame.removed && isUntouched(frame) && !isLocked(frame)) frame.remove()
      })
      // Done at once: Figma creates a node on whichever page the designer is looking at.
      target.appendChild(frame)
      const node = NodeId.parse(frame.id)
      place.nodes[place.index] = node
      frame.x = slot.x
      frame.y = slot.y
      initialiseFrame(figma, frame, place.part, recipeOf(request, place, node, owner))
    }
    endRow()
    for (const { part, index, nodes } of places) {
      const wanted = texts.get(part)
      const node = nodes[index]
      if (wanted === undefined || node === undefined) continue
      await turn()
      const frame = await findNode(figma, node)
      if (frame?.type === 'FRAME') await layText(figma, loaded, frame, wanted)
    }
    commitUndo(figma)
    await write(variants)
    return { variants }
  } catch (thrown) {
    for (const act of takeBack) act()
    section?.undo()
    throw thrown
  } finally {
    endRow()
  }
}

/** Waits for the row before; returns the function that lets the next row begin. */
async function beginRow(): Promise<() => void> {
  const before = lastRow
  let end = () => {}
  lastRow = new Promise((resolve) => {
    end = resolve
  })
  await before
  return end
}

/** The live text of a request's parts; parts without any are left out. */
function textsOf({ reservations }: Request): Map<PartPlan, Wanted> {
  const texts = new Map<PartPlan, Wanted>()
  for (const { plan } of reservations) {
    for (const part of plan.parts) {
      const wanted = wantedBy(plan, part)
      if (wanted !== null) texts.set(part, wanted)
    }
  }
  return texts
}

function initialiseFrame(
  figma: Maker,
  frame: FrameNode,
  { name, size, format }: PartPlan,
  recipe: Recipe,
) {
  frame.name = name
  setSize(frame, size)
  drawWaiting(figma, frame, recipe, format)
  writeProgress(currentSlot(frame), recipe, null)
}
