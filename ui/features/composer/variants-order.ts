import { centre, type FocalPoint } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { Source, UsableSource } from '../../../contract/model/source.ts'
import {
  type AspectRatio,
  type ModelCell,
  type Resolution,
  type Target,
} from '../../../contract/model/target.ts'
import { capturedReferences } from '../../catalog/prompts/select-references.ts'
import { tidyPrompt } from '../../catalog/prompts/tidy-prompt.ts'
import type { Order, OrderSource, OrderTarget, SourceLive } from '../../engine/planning/order.ts'
import {
  type ImageModel,
  isOffered,
  ratiosOf,
  resolutionsOf,
} from '../../../contract/hiapi/models/model.ts'
import type { Draft, TargetKey } from './draft.ts'
import type { ChosenFit } from './chosen-fits.ts'
import { type ReadTexts, textsOf } from '../../state/source-texts.ts'
import { asksForTexts, hasTextToken } from './prompt-readiness.ts'

/**
 * The ratios that are ordered. A ratio that the resolution does not offer is disabled and shown unticked.
 * It is remembered, so that trying another resolution loses nothing.
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

/** Whether a prompt needs the texts of its source. The words for targets that are unticked don't count. */
export function needsTexts(draft: Draft): boolean {
  const ticked = [...draft.ratios, ...draft.placements]
  return asksForTexts(draft) || ticked.some((key) => hasTextToken(draft.additions.get(key) ?? ''))
}

/** The usable sources, with their texts if the prompt needs them, and what of it stays live. */
export function orderSources(
  sources: readonly UsableSource[],
  texts: ReadTexts | null,
  live: ReadonlyMap<NodeId, SourceLive> = new Map(),
): readonly OrderSource[] {
  return sources.map((source) => ({
    ...source,
    texts: texts === null ? [] : textsOf(texts, source.id),
    live: live.get(source.id),
  }))
}

/** The part of a draft that decides about its targets. */
type TargetDraft = Pick<Draft, 'ratios' | 'resolution' | 'sizing' | 'additions' | 'focalPoints'>

/**
 * The plain ratios, then the placements.
 *
 * @param fits the `chosenFits` of the same draft
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
    ...(sizing.by === 'area' ? {} : { sizing }),
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

/** The ratios that a resolution lacks, grouped by the resolutions at which they exist. */
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
