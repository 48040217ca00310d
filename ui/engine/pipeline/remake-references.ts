import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import type { ImageHash, JobId, NodeId } from '../../../contract/model/ids.ts'
import type { Reference } from '../../../contract/model/reference.ts'
import type { Recipe } from '../../../contract/model/plugin-data/recipe.ts'
import { BrokenPictureError } from '../../services/images/placeable-image.ts'
import type { RemakeOrder } from '../planning/order.ts'
import type { References } from '../../services/references/references.ts'
import { pictureKey, type Remade } from '../planning/plan-remake.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'

/** What this window itself has under way. */
interface UnderWay {
  readonly hasEnded: (job: JobId) => boolean
  /** Whether a picture is on order that will replace the one of a variant. */
  readonly isReplacing: (variant: NodeId) => boolean
  /** Whether an earlier window ordered a picture beside a variant moments ago. */
  readonly wasJustOrdered: (variant: NodeId) => boolean
}

/**
 * The variants that can be remade now. A remake in place gets one new picture at a time, even if the
 * recipes were read before the last order.
 */
export function remakeable(
  { variants, way, isFromCanvas = false }: RemakeOrder,
  { hasEnded, isReplacing, wasJustOrdered }: UnderWay,
): readonly VariantInfo[] {
  if (way === 'beside') {
    if (!isFromCanvas) return variants
    const ordered = variants.filter(({ node }) => wasJustOrdered(node))
    // Variants that share a picture share one order, placed beside one of them.
    const keys = new Set(ordered.map(({ recipe }) => pictureKey(recipe)))
    return variants.filter(({ recipe }) => !keys.has(pictureKey(recipe)))
  }
  return variants.filter(({ node, pending }) => {
    if (isReplacing(node)) return false
    if (pending === null) return true
    const { state } = pending.progress
    return (state !== 'reserved' && state !== 'submitted') || hasEnded(pending.job)
  })
}

/** Errors that stop one variant from being remade, but not the others. */
const lackingCodes = [
  'reference-gone',
  'source-gone',
  'source-unusable',
  'layer-refused',
  'export-failed',
  'unanswered',
]

function isLacking(error: unknown): error is Error {
  if (error instanceof BrokenPictureError) return true
  return error instanceof PluginError && lackingCodes.includes(error.code)
}

/**
 * Finds what the model starts from, before anything is ordered. For the basis `reference`: the recipe's own
 * reference, or the present source if that is lost. For `picture`: the picture that the variant shows.
 * Variants that have none are left out.
 *
 * @throws {PluginError} `reference-gone`, or why the source can't be captured, if that leaves none
 */
export async function findReferences(
  variants: readonly VariantInfo[],
  basis: RemakeOrder['basis'],
  { references }: { readonly references: References },
): Promise<{ readonly found: readonly Remade[]; readonly left: readonly VariantInfo[] }> {
  const made = new Map<string, Reference>()

  /** Makes a reference once, however many variants start from it. */
  async function once(
    from: NodeId | ImageHash,
    { details }: Recipe,
    make: (further: readonly Reference[]) => Promise<Reference>,
  ): Promise<Reference> {
    const further = details.references.map(({ reference }) => reference)
    const live = details.live?.blocks ?? []
    const key = [from, ...further.map(({ hash }) => hash), ...live].join('/')
    const reference = made.get(key) ?? (await make(further))
    made.set(key, reference)
    return reference
  }

  async function ofSource({ recipe, missing }: VariantInfo): Promise<Reference> {
    if (!missing.reference) return recipe.reference
    const { id } = recipe.source
    if (missing.source) throw new PluginError('reference-gone')
    const isLayer = recipe.target.kind === 'swap'
    const without = recipe.details.live?.blocks
    return once(id, recipe, (further) =>
      isLayer
        ? references.captureLayer(id, further, without)
        : references.capture(id, further, without),
    )
  }

  async function ofPicture({ recipe }: VariantInfo): Promise<Reference> {
    const { progress } = recipe
    if (progress.state !== 'done') throw new PluginError('reference-gone')
    const { hash } = progress.picture
    return once(hash, recipe, (further) => references.fromPicture(hash, further))
  }

  const find = basis === 'reference' ? ofSource : ofPicture
  const found: Remade[] = []
  const left: VariantInfo[] = []
  let reason: Error | null = null
  for (const variant of variants) {
    try {
      if (variant.missing.further > 0) throw new PluginError('reference-gone')
      found.push({ variant, reference: await find(variant) })
    } catch (error) {
      if (!isLacking(error)) throw error
      reason ??= error
      left.push(variant)
    }
  }
  if (found.length === 0 && reason !== null) throw reason
  return { found, left }
}
