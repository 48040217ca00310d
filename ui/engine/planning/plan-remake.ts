import type { Size } from '../../../contract/model/geometry.ts'
import { JobId, RunId } from '../../../contract/model/ids.ts'
import type { Reference } from '../../../contract/model/reference.ts'
import type { JobPlan, PartPlan } from '../../../contract/model/job-plan.ts'
import type { Recipe } from '../../../contract/model/plugin-data/recipe.ts'
import { promptsOf } from '../../catalog/prompts/compose-prompt.ts'
import { tidyPrompt } from '../../catalog/prompts/tidy-prompt.ts'
import { targetText } from '../../formats/terms.ts'
import type { NewPrompt, RemakeOrder } from './order.ts'
import type { PlanParts } from './plan-jobs.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'

/** A variant, and what the model starts from to remake it. */
export interface Remade {
  readonly variant: VariantInfo
  readonly reference: Reference
}

interface RemadeJob {
  readonly plan: JobPlan
  readonly reference: Reference
}

/**
 * One job for each picture to remake: variants that share the old one share the new one.
 *
 * @param wanted at least one, in the order in which the jobs are listed
 */
export function planRemake(
  wanted: readonly Remade[],
  way: RemakeOrder['way'],
  parts: Omit<PlanParts, 'namePattern'>,
  words?: NewPrompt,
): RemadeJob[] {
  const run = RunId.parse(parts.newId())
  return sharing(wanted).map(([first, ...others]) => {
    const { variant, reference } = first
    const { recipe } = variant
    const { ratio, resolution } = recipe.request
    const prompt = words?.prompt ?? recipe.request.prompt
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
        // Its former position is unknown; its size is known.
        bounds: { ...variant.bounds, ...recipe.source.size },
      },
      anchor: way === 'beside' ? variant.node : null,
      parts: [partFor(first), ...others.map(partFor)],
      ratio,
      resolution,
      prompt: tidyPrompt(prompt),
      details: {
        ...recipe.details,
        template: words?.template ?? recipe.details.template,
        serves: all.map(({ variant: each }) => targetText(each.recipe.target)),
      },
      price,
    }
    return { plan, reference }
  })
}

/**
 * A variant's edited prompt. If its recipe has no template, the designer edited the words that were sent, so
 * nothing is added to them.
 *
 * @param texts the source's own, in reading order
 */
export function rewritten(
  { recipe, bounds }: Pick<VariantInfo, 'recipe' | 'bounds'>,
  written: string,
  texts: readonly string[],
): NewPrompt {
  const { source, target, details } = recipe
  const isWhole = details.template === ''
  const prompts = promptsOf({
    prompt: written,
    keepWording: !isWhole && details.options.keepWording,
    roles: isWhole ? [] : details.references.map(({ role }) => role),
  })
  const size = sizeBeside(recipe, bounds)
  const prompt = prompts.of({ name: source.name, texts })(
    {
      name: targetText(target),
      size,
      addition: '',
    },
    isWhole ? '' : details.live?.clause,
  )
  return { prompt, template: written.trim() === prompt ? '' : written.trim() }
}

/**
 * Equal for variants that share a picture, and so will share the new one. The job alone is not enough:
 * anyone may have written a recipe, and what is ordered must be what was priced.
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
  const { target, focalPoint, details } = recipe
  const { width, height } = bounds
  // A remake in place keeps the text over the old picture.
  const isLaid = way === 'beside' && details.live !== undefined
  return {
    target,
    size: way === 'beside' ? sizeBeside(recipe, bounds) : { width, height },
    name,
    format: formatOf(target),
    focalPoint,
    into: way === 'in-place' ? node : null,
    swaps: null,
    ...(isLaid ? { live: { from: 'variant' as const, variant: node } } : {}),
  }
}

/**
 * Beside a placement, the new frame has the placement's size, even if the old frame was resized. A render
 * has its layer's size, because the present render may be rotated.
 */
export function sizeBeside({ target, source }: Recipe, { width, height }: Size): Size {
  switch (target.kind) {
    case 'placement':
      return target.size
    case 'swap':
      return source.size
    case 'ratio':
      return { width, height }
  }
}
