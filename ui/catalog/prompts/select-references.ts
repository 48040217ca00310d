import type { NodeId } from '../../../contract/model/ids.ts'
import type { FurtherReference } from '../../../contract/model/reference.ts'
import { shortPart } from '../../../contract/model/shorten.ts'
import type { Selected } from '../../../contract/model/selection.ts'

/** Why a selected layer did not become a further reference. */
export type LeftOutBecause = 'unseen' | 'known' | 'no-room' | 'failed'

export interface LeftOut {
  readonly name: string
  readonly because: LeftOutBecause
}

/** The layers of a selection that become further references, in its order, and those that don't. */
export interface Choice {
  readonly taken: readonly { readonly node: NodeId; readonly name: string }[]
  readonly leftOut: readonly LeftOut[]
}

/**
 * Any visible layer can become a reference, frame or not; each once.
 *
 * @param most how many the model takes besides the source
 */
export function selectReferences(
  selection: readonly Selected[],
  chosen: readonly { readonly node: NodeId }[],
  most: number,
): Choice {
  const known = new Set(chosen.map(({ node }) => node))
  const taken: { node: NodeId; name: string }[] = []
  const leftOut: LeftOut[] = []
  for (const { id, name: whole, isSeen } of selection) {
    // A text layer is named by its words, which may be a whole article.
    const name = shortPart(whole)
    if (known.has(id)) leftOut.push({ name, because: 'known' })
    else if (!isSeen) leftOut.push({ name, because: 'unseen' })
    else if (known.size >= most) leftOut.push({ name, because: 'no-room' })
    else {
      known.add(id)
      taken.push({ node: id, name })
    }
  }
  return { taken, leftOut }
}

/** Moves an item up (-1) or down (1); the same list if it can't move. */
export function moved<Item extends { readonly node: NodeId }>(
  items: readonly Item[],
  node: NodeId,
  by: -1 | 1,
): readonly Item[] {
  const from = items.findIndex((item) => item.node === node)
  const item = items[from]
  const other = items[from + by]
  if (item === undefined || other === undefined) return items
  return items.map((each) => (each === item ? other : each === other ? item : each))
}

/** The references of an order: those that have been captured. */
export function capturedReferences(
  items: readonly {
    readonly name: string
    readonly role: FurtherReference['role']
    readonly reference: FurtherReference['reference'] | null
  }[],
): FurtherReference[] {
  return items.flatMap(({ name, role, reference }) =>
    reference === null ? [] : [{ name, role, reference }],
  )
}
