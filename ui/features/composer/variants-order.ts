import { centre, type FocalPoint } from '../../../contract/model/geometry.ts'
import type { Source, UsableSource } from '../../../contract/model/source.ts'
import {
  type AspectRatio,
  type ModelCell,
  type Resolution,
  type Target,
} from '../../../contract/model/target.ts'
import { capturedReferences } from '../../catalog/prompts/select-references.ts'
import { tidyPrompt } from '../../catalog/prompts/tidy-prompt.ts'
import type { Order, OrderSource, OrderTarget } from '../../engine/planning/order.ts'
import { type ImageModel, isOffered, ratiosOf, resolutionsOf } from '../../catalog/models/model.ts'
import type { Draft, TargetKey } from './draft.ts'
import type { ChosenFit } from './chosen-fits.ts'
import { type ReadTexts, textsOf } from '../../state/source-texts.ts'
import { asksForTexts, hasTextToken } from './prompt-readiness.ts'

/**
 * The ratios that count. The resolution decides: a ratio that it doesn't offer is disabled and
 * shown unticked, but remembered, so that looking at another resolution loses nothing.
 */
export function chosenRatios(
  { ratios, resolution }: Pick<Draft, 'ratios' | 'resolution'>,
  model: ImageModel,
): readonly AspectRatio[] {
  return ratiosOf(model).filter(
    (ratio) => ratios.has(ratio) && isOffered(model, { ratio, resolution }),
  )
}

export function usableSources(sources: readonly Source[]): readonly UsableSource[] {
  return sources.filter((source) => source.usable)
}

/** Whether a prompt can only be made with the words of its source. */
export function needsTexts({ additions, ...words }: Draft): boolean {
  return asksForTexts(words) || [...additions.values()].some(hasTextToken)
}

/** The usable sources, with their texts where the prompt needs them. */
export function orderSources(
  sources: readonly UsableSource[],
  texts: ReadTexts | null,
): readonly OrderSource[] {
  return sources.map((source) => ({
    ...source,
    texts: texts === null ? [] : textsOf(texts, source.id),
  }))
}

/** What of a draft decides about its targets. */
export type TargetDraft = Pick<
  Draft,
  'ratios' | 'resolution' | 'sizing' | 'additions' | 'focalPoints'
>

/**
 * The plain ratios, then the placements.
 *
 * @param fits of the placements that are chosen: `chosenFits` of the same draft
 */
export function orderTargets(
  draft: TargetDraft,
  fits: readonly ChosenFit[],
  model: ImageModel,
): readonly OrderTarget[] {
  return [
    ...chosenRatios(draft, model).map((ratio) => ratioTarget(draft, ratio)),
    ...fits.map((fit) => placementTarget(draft, fit)),
  ]
}

/** What one press of Generate would order. */
export function orderOf(
  draft: Draft,
  sources: readonly OrderSource[],
  targets: readonly OrderTarget[],
): Order {
  return {
    sources,
    targets,
    prompt: tidyPrompt(draft.prompt).trim(),
    options: draft.options,
    copies: draft.copies,
    isShared: draft.isShared,
    references: capturedReferences(draft.references),
  }
}

function ratioTarget(draft: TargetDraft, ratio: AspectRatio): OrderTarget {
  const { resolution, sizing } = draft
  const target: Target = {
    kind: 'ratio',
    ratio,
    ...(sizing.by === 'source' ? {} : { sizing }),
  }
  return orderTarget(draft, ratio, target, { ratio, resolution })
}

function placementTarget(draft: TargetDraft, { placement, fit }: ChosenFit): OrderTarget {
  const { id, name, width, height } = placement
  const target: Target = { kind: 'placement', placement: id, name, size: { width, height } }
  return orderTarget(draft, id, target, fit.cell)
}

function orderTarget(
  draft: TargetDraft,
  key: TargetKey,
  target: Target,
  cell: ModelCell,
): OrderTarget {
  const addition = tidyPrompt(draft.additions.get(key) ?? '').trim()
  return { target, cell, addition, focalPoint: focalPointOf(draft, key) }
}

export function focalPointOf(
  { focalPoints }: Pick<Draft, 'focalPoints'>,
  key: TargetKey,
): FocalPoint {
  return focalPoints.get(key) ?? centre
}

/** The ratios that a resolution leaves out, together with those that exist at the same ones. */
export function notOffered(resolution: Resolution, model: ImageModel) {
  const groups = new Map<string, { ratios: AspectRatio[]; at: readonly Resolution[] }>()
  for (const ratio of ratiosOf(model)) {
    if (isOffered(model, { ratio, resolution })) continue
    const at = resolutionsOf(model, ratio)
    const group = groups.get(at.join())
    if (group === undefined) groups.set(at.join(), { ratios: [ratio], at })
    else group.ratios.push(ratio)
  }
  return [...groups.values()]
}
