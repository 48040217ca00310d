import type { Size } from '../../../contract/model/geometry.ts'
import { JobId, RunId } from '../../../contract/model/ids.ts'
import type { Reference } from '../../../contract/model/reference.ts'
import type { JobPlan, PartPlan } from '../../../contract/model/job-plan.ts'
import type { Recipe } from '../../../contract/model/recipe.ts'
import { tidyPrompt } from '../../catalog/prompts/tidy-prompt.ts'
import { targetText } from '../../formats/terms.ts'
import type { RemakeOrder } from './order.ts'
import type { PlanParts } from './plan-jobs.ts'

import type { VariantInfo } from '../../../contract/model/variant.ts'

/** A variant, and what the model starts from when it is made again. */
export interface Remade {
  readonly variant: VariantInfo
  readonly reference: Reference
}

export interface RemadeJob {
  readonly plan: JobPlan
  readonly reference: Reference
}

/**
 * One job for each picture that is to be made again: variants that share the old one share the new one.
 *
 * @param wanted at least one; in the order in which they are told of
 */
export function planRemake(
  wanted: readonly Remade[],
  way: RemakeOrder['way'],
  parts: Omit<PlanParts, 'namePattern'>,
): RemadeJob[] {
  const run = RunId.parse(parts.newId())
  return sharing(wanted).map(([first, ...others]) => {
    const { variant, reference } = first
    const { recipe } = variant
    const { ratio, resolution, prompt } = recipe.request
    const price = parts.price({ ratio, resolution }, parts.model)
    const partFor = ({ variant: each }: Remade) => partOf(each, way, parts)
    const all = [first, ...others]
    const plan: JobPlan = {
      id: JobId.parse(parts.newId()),
      run,
      source: {
        id: recipe.source.id,
        page: variant.page,
        name: recipe.source.name,
        // Where it may have been is no longer known; how large it was is.
        bounds: { ...variant.bounds, ...recipe.source.size },
      },
      anchor: way === 'beside' ? variant.node : null,
      parts: [partFor(first), ...others.map(partFor)],
      ratio,
      resolution,
      prompt: tidyPrompt(prompt),
      details: {
        ...recipe.details,
        serves: all.map(({ variant: each }) => targetText(each.recipe.target)),
      },
      price,
    }
    return { plan, reference }
  })
}

/**
 * The same for variants that share a picture, and so the new one. Not the job alone: a recipe may have
 * been written by anyone, and what is ordered is to be what was priced.
 */
export function pictureKey({ job, request, reference, details }: Recipe): string {
  const { prompt, ratio, resolution } = request
  const further = details.references.map((each) => [each.role, each.reference.hash])
  return JSON.stringify([job, prompt, ratio, resolution, reference.hash, further])
}

function sharing(wanted: readonly Remade[]): [Remade, ...Remade[]][] {
  const groups = new Map<string, [Remade, ...Remade[]]>()
  for (const each of wanted) {
    const key = pictureKey(each.variant.recipe)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [each])
    else group.push(each)
  }
  return [...groups.values()]
}

function partOf(
  { node, name, bounds, recipe }: VariantInfo,
  way: RemakeOrder['way'],
  { formatOf }: Pick<PlanParts, 'formatOf'>,
): PartPlan {
  const { target, focalPoint } = recipe
  const { width, height } = bounds
  return {
    target,
    size: way === 'beside' ? sizeBeside(recipe, bounds) : { width, height },
    name,
    format: formatOf(target),
    focalPoint,
    into: way === 'in-place' ? node : null,
    swaps: null,
  }
}

/**
 * A frame of its own is as the placement has it, whatever became of the old one; a render's is as the
 * layer was, for the one in its place may be turned.
 */
function sizeBeside({ target, source }: Recipe, { width, height }: Size): Size {
  switch (target.kind) {
    case 'placement':
      return target.size
    case 'swap':
      return source.size
    case 'ratio':
      return { width, height }
  }
}
