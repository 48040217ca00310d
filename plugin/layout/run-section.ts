import type { Size } from '../../contract/model/geometry.ts'
import type { RunId } from '../../contract/model/ids.ts'
import { findMarked, isLocked } from '../canvas/nodes.ts'
import { boxesInSection, type Spot } from './free-space.ts'
import type { RunSection } from '../../contract/model/reservation.ts'
import { rowBelow } from './row-layout.ts'
import { sectionPlan, slotsInRow } from './section-layout.ts'
import { runKey } from '../plugin-data/keys.ts'
import { setSize } from '../canvas/rect.ts'

export interface SectionMaker {
  /**
   * Places for frames in their row. Null where the section has no room for them, or can't be created.
   *
   * @param spotFor a free place on the page for a section of this size
   */
  place(sizes: readonly Size[], spotFor: (size: Size) => Spot | null): Spot | null
  /** Removes a new section whose frames were removed again. */
  undo(): void
}

/** @param wanted null for a run on the open canvas, and for one that is taken up again, whatever it has */
export function createSectionMaker(
  figma: Pick<PluginAPI, 'createSection'>,
  page: PageNode,
  run: RunId,
  wanted: RunSection | null,
): SectionMaker {
  let made: SectionNode | null = null
  return {
    place(sizes, spotFor) {
      const plan = sectionPlan(wanted?.rows ?? [sizes])
      const row = plan.rows[wanted?.row ?? 0] ?? []
      const there = sectionsOf(page, run)
      for (const section of there) {
        const boxes = boxesInSection(section)
        // A run that is taken up again does not say which of its rows this was.
        const free = wanted === null ? rowBelow(row, boxes) : row
        const slots = slotsInRow(free, sizes, boxes, section)
        if (slots !== null) return { container: section, slots }
      }
      if (wanted === null) return null
      const slots = slotsInRow(row, sizes, [], plan.size)
      const spot = there.length > 0 || slots === null ? null : spotFor(plan.size)
      const corner = spot?.slots[0]
      if (!spot || !corner || !slots) return null
      made = figma.createSection()
      // Done at once: Figma creates a node on whichever page the designer is looking at.
      spot.container.appendChild(made)
      made.name = wanted.name
      setSize(made, plan.size)
      made.x = corner.x
      made.y = corner.y
      made.setPluginData(runKey, run)
      return { container: made, slots }
    },
    undo() {
      if (made !== null && !made.removed) removeEmptySection(made, run)
    },
  }
}

/** Removes a run's section once it is empty, unless somebody has locked it. */
export function removeEmptySection(node: BaseNode | null, run: RunId): void {
  if (node?.type !== 'SECTION' || node.removed || isLocked(node)) return
  if (node.getPluginData(runKey) === run && node.children.length === 0) node.remove()
}

function sectionsOf(page: PageNode, run: RunId): SectionNode[] {
  return findMarked(page, 'SECTION', runKey).filter(
    (section) => section.getPluginData(runKey) === run,
  )
}
