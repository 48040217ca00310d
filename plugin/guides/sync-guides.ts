import { type Guide, guidesOn, isCopy, isSame } from '../plugin-data/guides.ts'
import { drawGuide, type GuideDrawer } from './draw-guides.ts'
import { findLoaded, idsOf, isContainer, topIn } from '../canvas/nodes.ts'
import { commitUndo } from '../plugin-data/temporary.ts'

interface GuideSync {
  /**
   * Updates the guides of the current page: draws a guide again when its variant was moved or resized,
   * and removes it when its variant is gone. Copies stay as they are.
   */
  sync(): Promise<void>
}

/**
 * Corrects a guide once per position of its variant. Otherwise a designer who undoes the correction could
 * never undo the edit before it.
 */
export function createGuideSync(figma: GuideDrawer & Pick<PluginAPI, 'currentPage'>): GuideSync {
  const places = new Map<string, string>()
  const taken = new Set<string>()

  /**
   * @param orders of the layers in each container: those that stay keep theirs while guides are drawn again
   * @returns whether anything was changed
   */
  function putRight(
    guide: Guide,
    variant: BaseNode | null,
    orders: Map<string, readonly string[]>,
  ): boolean {
    const { group, mark } = guide
    if (group.removed) return false
    if (variant?.type !== 'FRAME') {
      if (taken.has(group.id)) return false
      taken.add(group.id)
      group.remove()
      return true
    }
    const place = placeOf(variant)
    const last = places.get(variant.id)
    places.set(variant.id, place)
    if (place === last || isInPlace(group, variant, orders)) return false
    group.remove()
    drawGuide(figma, variant, mark)
    return true
  }

  return {
    async sync() {
      const guides = guidesOn(figma.currentPage).filter((guide) => !isCopy(guide))
      if (guides.length === 0) return
      const variants = await findLoaded(
        figma,
        guides.map(({ mark }) => mark.variant),
      )
      const orders = new Map<string, readonly string[]>()
      const changed = guides.filter((guide, at) => putRight(guide, variants[at] ?? null, orders))
      if (changed.length > 0) commitUndo(figma)
    },
  }
}

function placeOf(variant: FrameNode): string {
  const { absoluteTransform, width, height } = variant
  return JSON.stringify([variant.parent?.id, absoluteTransform, width, height])
}

/** Whether a guide covers its variant, and is above it. */
function isInPlace(
  group: GroupNode,
  variant: FrameNode,
  orders: Map<string, readonly string[]>,
): boolean {
  const top = topIn(variant, isContainer)
  if (top === null) return false
  const { child, holder } = top
  const { id } = holder
  if (group.parent?.id !== id) return false
  const order = orders.get(id) ?? idsOf(holder.children)
  orders.set(id, order)
  const isAbove = order.indexOf(group.id) > order.indexOf(child.id)
  return isAbove && isSame(group.absoluteBoundingBox, variant.absoluteBoundingBox)
}
