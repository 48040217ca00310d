import { PluginError } from '../../plugin/protocol/errors.ts'
import type { ImageHash, JobId, NodeId } from '../../plugin/protocol/ids.ts'
import type { KnownVariant } from '../../plugin/protocol/messages.ts'
import type { Recipe, Reference } from '../../plugin/protocol/recipe.ts'
import type { Remake } from './order.ts'
import type { References } from './references.ts'
import type { Remade } from './remake-plan.ts'

/**
 * The variants that can be made anew now: what is being regenerated in place gets one new picture at a
 * time.
 *
 * @param hasEnded whether a job is known to have come to its end
 */
export function remakeable(
  { variants, way }: Remake,
  hasEnded: (job: JobId) => boolean,
): readonly KnownVariant[] {
  if (way === 'beside') return variants
  return variants.filter(({ pending }) => {
    if (pending === null) return true
    const { state } = pending.progress
    return (state !== 'reserved' && state !== 'submitted') || hasEnded(pending.job)
  })
}

/**
 * Finds what the model is to start from, before anything is ordered: the recipe's own reference, or
 * the source as it is now where that is lost; or else the picture that the variant shows.
 *
 * @throws {PluginError} `reference-gone` where there is none; or what keeps the source from being captured
 */
export async function findReferences(
  variants: readonly KnownVariant[],
  basis: Remake['basis'],
  { references }: { readonly references: References },
): Promise<Remade[]> {
  const made = new Map<string, Reference>()

  /** Makes a reference once, however many variants start from it. */
  async function once(
    from: NodeId | ImageHash,
    { making }: Recipe,
    make: (further: readonly Reference[]) => Promise<Reference>,
  ): Promise<Reference> {
    const further = making.references.map(({ reference }) => reference)
    const key = [from, ...further.map(({ hash }) => hash)].join('/')
    const reference = made.get(key) ?? (await make(further))
    made.set(key, reference)
    return reference
  }

  async function ofSource({ recipe, missing }: KnownVariant): Promise<Reference> {
    if (!missing.reference) return recipe.reference
    const { id } = recipe.source
    if (missing.source) throw new PluginError('reference-gone')
    return once(id, recipe, (further) => references.capture(id, further))
  }

  async function ofPicture({ recipe }: KnownVariant): Promise<Reference> {
    const { progress } = recipe
    if (progress.state !== 'done') throw new PluginError('reference-gone')
    const { hash } = progress.picture
    return once(hash, recipe, (further) => references.fromPicture(hash, further))
  }

  const found: Remade[] = []
  for (const variant of variants) {
    const find = basis === 'reference' ? ofSource : ofPicture
    if (variant.missing.further > 0) throw new PluginError('reference-gone')
    found.push({ variant, reference: await find(variant) })
  }
  return found
}
