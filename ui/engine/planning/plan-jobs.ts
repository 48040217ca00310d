import type { Size } from '../../../contract/model/geometry.ts'
import { JobId, type NodeId, RunId } from '../../../contract/model/ids.ts'
import { ownSize } from '../../../contract/model/job-plan.ts'
import type { ModelCell, Target } from '../../../contract/model/target.ts'
import { type OrderPrompts, promptsOf } from '../../catalog/prompts/compose-prompt.ts'
import { type ImageModel, isOffered, pictureSize } from '../../../contract/hiapi/models/model.ts'
import { frameOfTarget } from '../../catalog/targets/frame-size.ts'
import { renderName, targetText } from '../../formats/terms.ts'
import { layerName } from './variant-name.ts'
import type { Order, OrderLayer, OrderSource, OrderTarget, SwapOrder } from './order.ts'
import type { JobPlan, PartPlan } from '../../../contract/model/job-plan.ts'

/** US dollars for one picture, estimated. */
export type PriceOf = (cell: ModelCell, model: ImageModel) => number

type FormatOf = (target: Target) => PartPlan['format']

export interface PlanParts {
  /** A new id at each call. */
  readonly newId: () => string
  readonly price: PriceOf
  readonly formatOf: FormatOf
  readonly namePattern: string
  readonly model: ImageModel
}

/** A picture that an order asks for, and the targets that use it. */
export interface PlannedPicture {
  readonly source: OrderSource
  /** The size that frames are measured by: the own width and height of the source or layer. */
  readonly size: Size
  /** The layer that the picture is to replace; null if it gets frames of its own. */
  readonly swaps: NodeId | null
  readonly cell: ModelCell
  readonly prompt: string
  /** For placements: pictures of one source with the same key have the same prompt. */
  readonly promptKey: string
  readonly targets: readonly [OrderTarget, ...OrderTarget[]]
  /** From 1. */
  readonly copy: number
}

/**
 * The pictures that an order asks for: every source in every target, source by source, in the ordered
 * number of copies. Placements of a source that need the same picture share it, if the order says so.
 * Layers to be swapped keep their own shapes. Pairs of ratio and resolution that don't exist are left out;
 * the window offers none.
 */
export function picturesOf(order: Order | SwapOrder, model: ImageModel): PlannedPicture[] {
  const copies = Array.from({ length: order.copies }, (_, index) => index + 1)
  return groupsOf(order, model).flatMap((group) => copies.map((copy) => ({ ...group, copy })))
}

/** One job for each picture that an order asks for. */
export function planJobs(order: Order | SwapOrder, parts: PlanParts): JobPlan[] {
  const run = RunId.parse(parts.newId())
  return picturesOf(order, parts.model).map((wanted) => {
    const { source, cell, prompt, targets, copy } = wanted
    const { id, page, name, bounds, size } = source
    const price = parts.price(cell, parts.model)
    const [first, ...others] = targets
    return {
      id: JobId.parse(parts.newId()),
      run,
      source: { id, page, name, bounds, ...(size === undefined ? {} : { size }) },
      anchor: null,
      parts: [partOf(first, wanted, parts), ...others.map((each) => partOf(each, wanted, parts))],
      ratio: cell.ratio,
      resolution: cell.resolution,
      prompt,
      details: {
        template: templateOf(order.prompt, first.addition, prompt),
        ...(first.addition.trim() === '' ? {} : { addition: first.addition.trim() }),
        options: order.options,
        references: [...order.references],
        copy,
        serves: targets.map(({ target }) => targetText(target)),
        ...liveOf(wanted),
      },
      price,
    }
  })
}

type Group = Omit<PlannedPicture, 'copy'>

function groupsOf(order: Order | SwapOrder, model: ImageModel): Group[] {
  const { prompt, options, references } = order
  const { keepWording } = options
  const prompts = promptsOf({ prompt, keepWording, roles: references.map(({ role }) => role) })
  if ('layers' in order) return order.layers.flatMap((layer) => swapOf(layer, prompts, model))
  const shares = sharesOf(order, prompts, model)
  return order.sources.flatMap((source) => {
    const size = ownSize(source)
    const promptFor = prompts.of(source)
    return shares.map(({ targets, promptKey }) => {
      const { cell } = targets[0]
      const clause = source.live?.clauseFor(targets)
      const text = promptFor(promptTarget(targets[0], size, model), clause)
      return { source, size, swaps: null, cell, prompt: text, promptKey, targets }
    })
  })
}

function swapOf(layer: OrderLayer, prompts: OrderPrompts, model: ImageModel): Group[] {
  const { cell, focalPoint, size, destination, ...rest } = layer
  if (!isOffered(model, cell)) return []
  const target: OrderTarget = { target: { kind: 'swap' }, cell, addition: '', focalPoint }
  const source: OrderSource = { usable: true, ...rest }
  const swaps = destination.kind === 'in-place' ? rest.id : null
  const clause = source.live?.clauseFor([target])
  const prompt = prompts.of(source)(promptTarget(target, size, model), clause)
  return [{ source, size, swaps, cell, prompt, promptKey: '', targets: [target] }]
}

/** Targets that one picture of a source serves. */
type Share = Pick<Group, 'targets' | 'promptKey'>

/** Which targets share a picture: the same for all sources, because a placement has a fixed size. */
function sharesOf(order: Order, prompts: OrderPrompts, model: ImageModel): readonly Share[] {
  const shares = new Map<string, Share>()
  for (const [index, each] of order.targets.entries()) {
    const { cell, target } = each
    if (!isOffered(model, cell)) continue
    const isPlacement = target.kind === 'placement'
    const promptKey = isPlacement ? prompts.keyOf(promptTarget(each, target.size, model)) : ''
    const key =
      isPlacement && order.isShared
        ? [cell.ratio, cell.resolution, promptKey].join('\n')
        : String(index)
    const share = shares.get(key)
    const targets = share === undefined ? ([each] as const) : ([...share.targets, each] as const)
    shares.set(key, { targets, promptKey })
  }
  return [...shares.values()]
}

function promptTarget({ target, cell, addition }: OrderTarget, size: Size, model: ImageModel) {
  return {
    name: targetText(target),
    size: frameOfTarget(target, size, pictureSize(model, cell)),
    addition,
  }
}

function partOf(
  ordered: OrderTarget,
  { source, size: like, swaps, copy }: PlannedPicture,
  { namePattern, formatOf, model }: PlanParts,
): PartPlan {
  const { target, cell, focalPoint } = ordered
  const size = frameOfTarget(target, like, pictureSize(model, cell))
  const tokens = { source: source.name, target: targetText(target), ratio: cell.ratio, size, copy }
  const name =
    target.kind === 'swap' ? renderName(source.name, copy) : layerName(namePattern, tokens)
  const placed = swaps === null ? source.live?.layoutFor(ordered) : null
  return {
    target,
    size,
    name,
    format: formatOf(target),
    focalPoint,
    into: null,
    swaps,
    ...(placed ? { live: { from: 'source' as const, blocks: [...placed] } } : {}),
  }
}

/** The text that a job keeps live; empty if all text is part of its picture. */
function liveOf({ source: { live }, targets }: PlannedPicture): Pick<JobPlan['details'], 'live'> {
  if (live === undefined) return {}
  const { blocks, off } = live
  return {
    live: {
      blocks: [...blocks],
      ...(off.length === 0 ? {} : { off: [...off] }),
      clause: live.clauseFor(targets),
    },
  }
}

/** The prompt as the designer wrote it; empty if the request has the same words. */
function templateOf(prompt: string, addition: string, sent: string): string {
  const written = addition.trim() === '' ? prompt.trim() : `${prompt.trim()}\n\n${addition.trim()}`
  return written === sent ? '' : written
}
