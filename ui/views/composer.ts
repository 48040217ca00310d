import { centre } from '../../plugin/protocol/geometry.ts'
import type { Source, UsableSource } from '../../plugin/protocol/source.ts'
import { type AspectRatio, type Resolution, aspectRatios } from '../../plugin/protocol/target.ts'
import { longestPrompt } from '../hiapi/models.ts'
import type { Order } from '../run/order.ts'
import { picturesOf } from '../run/plan.ts'
import { priceOf } from '../targets/price.ts'
import { isOffered, resolutionsOf } from '../targets/ratios.ts'
import type { Block } from '../text.ts'
import type { Draft } from './draft.ts'

/**
 * The ratios that count. The resolution decides: a ratio that it doesn't offer is disabled and
 * shown unticked, but remembered, so that looking at another resolution loses nothing.
 */
export function chosenRatios({ ratios, resolution }: Draft): readonly AspectRatio[] {
  return aspectRatios.filter((ratio) => ratios.has(ratio) && isOffered(ratio, resolution))
}

export function toggleRatio(draft: Draft, ratio: AspectRatio): Draft {
  const ratios = new Set(draft.ratios)
  if (!ratios.delete(ratio)) ratios.add(ratio)
  return { ...draft, ratios }
}

export function usableSources(sources: readonly Source[]): readonly UsableSource[] {
  return sources.filter((source) => source.usable)
}

/** What one press of Generate would order. */
export function orderOf(draft: Draft, sources: readonly Source[]): Order {
  const { resolution, sizing } = draft
  return {
    sources: usableSources(sources).map((source) => ({ ...source, texts: [] })),
    targets: chosenRatios(draft).map((ratio) => ({
      target: { kind: 'ratio', ratio, sizing },
      cell: { ratio, resolution },
      addition: '',
      focalPoint: centre,
    })),
    prompt: draft.prompt.trim(),
    keepWords: draft.keepWords,
    copies: draft.copies,
    isShared: draft.isShared,
    references: [],
  }
}

export function costOf(order: Order) {
  const pictures = picturesOf(order)
  const price = pictures.reduce((sum, { cell }) => sum + priceOf(cell.resolution), 0)
  return { pictures: pictures.length, price }
}

/** In characters as people count them, not in UTF-16's halves. */
export function promptLength(prompt: string): number {
  return Array.from(prompt).length
}

/** The first reason why Generate can't be pressed, in the order in which the window is read. */
export function blockOf(order: Order, sources: readonly Source[], apiKey: string): Block | null {
  if (apiKey === '') return 'no-key'
  if (sources.length === 0) return 'no-source'
  if (order.sources.length === 0) return 'no-usable-source'
  if (order.prompt === '') return 'no-prompt'
  if (promptLength(order.prompt) > longestPrompt) return 'long-prompt'
  if (order.targets.length === 0) return 'no-target'
  return null
}

/** The ratios that a resolution leaves out, together with those that exist at the same ones. */
export function notOffered(resolution: Resolution) {
  const groups = new Map<string, { ratios: AspectRatio[]; at: readonly Resolution[] }>()
  for (const ratio of aspectRatios) {
    if (isOffered(ratio, resolution)) continue
    const at = resolutionsOf(ratio)
    const group = groups.get(at.join())
    if (group === undefined) groups.set(at.join(), { ratios: [ratio], at })
    else group.ratios.push(ratio)
  }
  return [...groups.values()]
}
