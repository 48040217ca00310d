import type { NodeId } from '../../../../contract/model/ids.ts'
import type { LiveText } from '../../../../contract/model/canvas-text.ts'
import type { UsableSource } from '../../../../contract/model/source.ts'
import { ownSize } from '../../../../contract/model/job-plan.ts'
import { targetText } from '../../../formats/terms.ts'
import { calmAreas, type CoveredFrame } from '../../../catalog/prompts/calm-areas.ts'
import { liveClause } from '../../../catalog/prompts/live-clause.ts'
import { frameOfTarget } from '../../../catalog/targets/frame-size.ts'
import { layoutTargetOf } from '../../../catalog/text-layout/layout-target.ts'
import type { Problem } from '../../../catalog/text-layout/find-problems.ts'
import { type ImageModel, pictureSize } from '../../../../contract/hiapi/models/model.ts'
import type { OrderLayer, OrderTarget, SourceLive } from '../../../engine/planning/order.ts'
import type { LiveReading } from '../../../state/live-texts.ts'
import type { Layout, Wanted } from '../../../state/layouts.ts'

/** The text of a source that stays live: its ticked blocks. */
export interface KeptText {
  readonly source: NodeId
  readonly text: LiveText
  /** The unticked ones. */
  readonly off: readonly NodeId[]
}

const kept = new WeakMap<LiveText, Map<string, LiveText>>()

/** The ticked blocks of a text; the same object for the same ticks, because results are cached by it. */
function withoutOff(text: LiveText, off: readonly NodeId[]): LiveText {
  if (off.length === 0) return text
  const known = kept.get(text) ?? new Map<string, LiveText>()
  kept.set(text, known)
  const key = off.join()
  const found = known.get(key) ?? {
    ...text,
    blocks: text.blocks.filter(({ id }) => !off.includes(id)),
  }
  known.set(key, found)
  return found
}

/** What stays live of a source; null if nothing does, or that is not known. */
export function keptOf(
  source: NodeId,
  reading: LiveReading | undefined,
  unticked: ReadonlySet<NodeId>,
): KeptText | null {
  if (reading?.state !== 'read') return null
  const { live } = reading
  const off = live.blocks.map(({ id }) => id).filter((id) => unticked.has(id))
  if (live.refusal !== undefined || off.length === live.blocks.length) return null
  return { source, text: withoutOff(live, off), off }
}

/** The layout to solve for a source in a target. */
export function wantedFor(
  text: LiveText,
  source: UsableSource,
  { target, cell }: OrderTarget,
  model: ImageModel,
): Wanted {
  const frame = frameOfTarget(target, ownSize(source), pictureSize(model, cell))
  const layoutTarget = layoutTargetOf(target, frame)
  return { text, target: layoutTarget, key: JSON.stringify(layoutTarget) }
}

/** A target, and how a source's text is laid out in it. */
export interface LaidTarget {
  readonly ordered: OrderTarget
  readonly wanted: Wanted
  readonly layout: Layout
}

/** What an order for variants gets of a source's live text. */
export function liveInTargets(
  { text, off }: KeptText,
  laid: readonly LaidTarget[],
  model: ImageModel,
): SourceLive {
  const byTarget = new Map(laid.map((each) => [each.ordered, each]))
  const keys = new Map(laid.map((each) => [each.ordered, keyOf(each)]))
  const known = clausesOf(text)
  return {
    blocks: text.blocks.map(({ id }) => id),
    off,
    layoutFor: (target) => byTarget.get(target)?.layout.blocks ?? null,
    clauseFor(targets) {
      const key = targets.map((target) => keys.get(target)).join('\n')
      const clause = known.get(key) ?? liveClause(calmAreas(targets.flatMap(covered)), isAll(off))
      known.set(key, clause)
      return clause
    },
  }

  function covered(target: OrderTarget): CoveredFrame[] {
    const found = byTarget.get(target)
    if (found === undefined) return []
    const boxes = found.layout.blocks.filter(({ isLeftOut }) => !isLeftOut)
    const picture = pictureSize(model, target.cell)
    return [{ frame: found.wanted.target.frame, picture, focalPoint: target.focalPoint, boxes }]
  }
}

/** A cache: clauses are needed at every keystroke, for each picture of an order. */
const clauses = new WeakMap<LiveText, Map<string, string>>()
/** At most this many for one text: while a focal point is dragged, each step needs another. */
const mostClauses = 200

function clausesOf(text: LiveText): Map<string, string> {
  const known = clauses.get(text)
  if (known !== undefined && known.size < mostClauses) return known
  const next = new Map<string, string>()
  clauses.set(text, next)
  return next
}

/** Equal where a target's text covers the same part of the same picture. */
function keyOf({ wanted, ordered: { cell, focalPoint } }: LaidTarget): string {
  return [wanted.key, cell.ratio, cell.resolution, focalPoint.x, focalPoint.y].join()
}

const isAll = (off: readonly NodeId[]) => off.length === 0

/** The properties of a layer that its live text depends on. */
export type LiveLayer = Pick<OrderLayer, 'id' | 'name' | 'cell' | 'focalPoint'>

/** What an order for a swap gets of a layer's live text, which stays where it is. */
export function liveInLayer(
  { text, off }: KeptText,
  { cell, focalPoint }: LiveLayer,
  model: ImageModel,
): SourceLive {
  const boxes = text.blocks.map(({ box }) => box)
  const picture = pictureSize(model, cell)
  const clause = liveClause(
    calmAreas([{ frame: text.size, picture, focalPoint, boxes }]),
    isAll(off),
  )
  return {
    blocks: text.blocks.map(({ id }) => id),
    off,
    // Nothing is laid out: each copy keeps its place and its lines, also in a render beside the layer.
    layoutFor: () => null,
    clauseFor: () => clause,
  }
}

/** The problems of the text in a target, for all sources together. */
export interface LiveRemark {
  readonly target: string
  /** The names of the blocks without room, each once. */
  readonly leftOut: readonly string[]
  readonly problems: readonly Problem[]
}

/** The problems of live text, target by target. */
export function remarksOn(
  sources: readonly { readonly text: LiveText; readonly laid: readonly LaidTarget[] }[],
): readonly LiveRemark[] {
  const remarks = new Map<string, { leftOut: Set<string>; problems: Set<Problem> }>()
  for (const { text, laid } of sources) {
    for (const { ordered, layout } of laid) {
      if (layout.leftOut.length === 0 && layout.problems.length === 0) continue
      const name = targetText(ordered.target)
      const remark = remarks.get(name) ?? { leftOut: new Set(), problems: new Set() }
      remarks.set(name, remark)
      const left = new Set(layout.leftOut)
      for (const block of text.blocks) if (left.has(block.id)) remark.leftOut.add(block.name)
      for (const problem of layout.problems) remark.problems.add(problem)
    }
  }
  return [...remarks].map(([target, { leftOut, problems }]) => ({
    target,
    leftOut: [...leftOut],
    problems: [...problems],
  }))
}
