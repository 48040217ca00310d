import type { LedgerEntry, LedgerRun } from '../../contract/model/client-storage/ledger.ts'
import type { Variant } from '../plugin-data/recipes.ts'
import type { Finder } from '../canvas/nodes.ts'
import { variantFor } from './other-file-jobs.ts'
import { variantsOnPage } from '../variants/find-on-page.ts'
import type { JobId } from '../../contract/model/ids.ts'

export interface Matched {
  readonly entry: LedgerEntry
  /** In the order of the entry's parts; null for missing ones. */
  readonly variants: readonly (Variant | null)[]
}

/**
 * Finds the variants of a run by the ids in the ledger, or in what they were to replace. A part without an
 * id, or with a swapped layer, is also searched for on its source's page.
 */
export async function matchRun(figma: Finder, { entries }: LedgerRun): Promise<Matched[]> {
  const pages = new Map<string, Variant[]>()
  const matched: Matched[] = []
  for (const entry of entries) {
    const variants: (Variant | null)[] = []
    for (const [index, part] of entry.plan.parts.entries()) {
      let variant = await variantFor(figma, entry, index)
      if (variant === null && ((entry.nodes[index] ?? null) === null || part.swaps !== null)) {
        const { page } = entry.plan.source
        const there = pages.get(page) ?? (await variantsOnPage(figma, page))
        pages.set(page, there)
        variant = there.find((one) => isPart(one, entry.plan.id, index)) ?? null
      }
      variants.push(variant)
    }
    matched.push({ entry, variants })
  }
  return matched
}

function isPart({ recipe }: Variant, job: JobId, part: number): boolean {
  return recipe.job === job && recipe.part === part
}

export function present(variants: Matched['variants']): Variant[] {
  return variants.flatMap((variant) => variant ?? [])
}
