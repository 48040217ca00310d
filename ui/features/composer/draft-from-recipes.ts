import type { Size } from '../../../contract/model/geometry.ts'
import { NodeId } from '../../../contract/model/ids.ts'
import type { FurtherReference } from '../../../contract/model/reference.ts'
import type { Recipe } from '../../../contract/model/plugin-data/recipe.ts'
import type { AspectRatio, ModelCell, Target } from '../../../contract/model/target.ts'
import { replace } from '../../catalog/prompts/prompt-undo.ts'
import { bestFit, fitOf } from '../../catalog/targets/fit.ts'
import { type ImageModel, isOffered } from '../../../contract/hiapi/models/model.ts'
import { type Draft, keyOf, type TargetKey } from './draft.ts'
import type { ChosenReference } from './prompt-draft.ts'

/** A draft made from recipes, and what could not be taken over. */
export interface RecipeDraft {
  readonly draft: Draft
  /** The names of placements that are not in the designer's own library. */
  readonly unknown: readonly string[]
  /** How many further references are left out because the file no longer has them. */
  readonly lost: number
}

/**
 * Sets the composer up as it was for some variants: their prompt, their targets with all choices, and their
 * further references. Settings that a recipe lacks (copies, sharing) stay.
 *
 * @param recipes at least one; if the prompt differs from that of the first, only the targets are used
 * @param sizeOf the size of the placement with that id now; undefined if none can be chosen
 * @param lost the number of further references that are gone
 */
export function draftOfRecipes(
  recipes: readonly [Recipe, ...Recipe[]],
  draft: Draft,
  sizeOf: (placement: string) => Size | undefined,
  lost: number,
  model: ImageModel,
): RecipeDraft {
  const [first] = recipes
  const words = mainPromptOf(first)
  const ratios = new Set<AspectRatio>()
  const placements = new Set<string>()
  const cells = new Map<TargetKey, ModelCell>()
  const focalPoints: [TargetKey, Recipe['focalPoint']][] = []
  const accepted = new Set<TargetKey>()
  const additions = new Map<TargetKey, string>()
  const unknown = new Set<string>()
  for (const recipe of recipes) {
    const { target, request, focalPoint } = recipe
    const key = keyOf(target)
    const size = sizeOf(key)
    if (target.kind === 'ratio') {
      ratios.add(target.ratio)
    } else if (target.kind === 'swap') {
      // Its prompt is used; its shape was that of a layer.
      continue
    } else if (size === undefined) {
      unknown.add(target.name)
      continue
    } else {
      placements.add(target.placement)
      const cell: ModelCell = { ratio: request.ratio, resolution: request.resolution }
      // Anyone can have written the recipe: a pair that no placement can have is ignored.
      if (hasFit(cell, model)) {
        if (!isBest(size, cell, model)) cells.set(key, cell)
        // One of the designer's own can have another size by now: more was never agreed to.
        const cropOf = (frame: Size) => fitOf(model, frame, cell).crop
        if (cropOf(size) <= cropOf(target.size)) accepted.add(key)
      }
    }
    focalPoints.push([key, focalPoint])
    const { addition } = promptsOf(recipe)
    if (addition !== '') additions.set(key, addition)
  }
  const plains = recipes.filter(({ target }) => target.kind === 'ratio')
  // One resolution counts for all plain ratios: one that offers each of them, if there is one.
  const plain =
    plains.find(({ request: { resolution } }) =>
      [...ratios].every((ratio) => isOffered(model, { ratio, resolution })),
    ) ?? plains[0]
  const targets = {
    ratios,
    placements,
    cells,
    focalPoints: new Map(focalPoints),
    accepted,
    additions,
  }
  return {
    draft: {
      ...draft,
      prompt: words,
      replaced: replace(draft.replaced, draft.prompt, (text) => text === words),
      options: first.details.options,
      liveText: liveTextOf(recipes) ?? draft.liveText,
      // If all are swaps, the chosen targets stay, so that there is something to generate.
      ...(recipes.every(({ target }) => target.kind === 'swap') ? {} : targets),
      resolution: plain?.request.resolution ?? draft.resolution,
      sizing: sizingOf(plain?.target) ?? draft.sizing,
      references: lost > 0 ? [] : first.details.references.map(chosen),
    },
    unknown: [...unknown],
    lost,
  }
}

/** Null if no text of them is live: perhaps their sources have none, so the switch stays as it is. */
function liveTextOf(recipes: readonly Recipe[]): Draft['liveText'] | null {
  const live = recipes.flatMap(({ details }) => details.live ?? [])
  return live.length === 0
    ? null
    : { isOn: true, off: new Set(live.flatMap(({ off = [] }) => off)) }
}

function sizingOf(target: Target | undefined): Draft['sizing'] | undefined {
  if (target?.kind !== 'ratio') return undefined
  return target.sizing ?? { by: 'area' }
}

function isBest(size: Size, cell: ModelCell, model: ImageModel): boolean {
  const best = bestFit(model, size).cell
  return best.ratio === cell.ratio && best.resolution === cell.resolution
}

function hasFit(cell: ModelCell, model: ImageModel): boolean {
  return cell.ratio !== 'auto' && isOffered(model, cell)
}

/** It is identified by its picture: it was captured once, and its layer may be in another file. */
function chosen({ reference, role, name }: FurtherReference, index: number): ChosenReference {
  const id = `kept:${String(index)}:${reference.hash}`
  return { node: NodeId.parse(id), name, role, reference }
}

/** What a designer wrote: the prompt for all targets, and what was added for some of them alone. */
function promptsOf(recipe: Recipe): { readonly main: string; readonly addition: string } {
  const { addition = '' } = recipe.details
  const words = wordsOf(recipe)
  const end = `\n\n${addition}`
  // A prompt that was edited since may no longer end with it.
  if (addition === '' || !words.endsWith(end)) return { main: words, addition: '' }
  return { main: words.slice(0, -end.length), addition }
}

/** The prompt without what was added for some targets alone. */
export const mainPromptOf = (recipe: Recipe): string => promptsOf(recipe).main

/** The prompt as the designer wrote it, with what was added for its targets. */
export function wordsOf({ details, request }: Recipe): string {
  return details.template === '' ? request.prompt : details.template
}
