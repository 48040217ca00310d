import type { Rect } from '../../contract/model/geometry.ts'
import { type Finder, findNode, isScene, pageOf } from '../canvas/nodes.ts'
import { type Place, planOf, type Request } from './parts-to-reserve.ts'
import { PluginError } from '../../contract/protocol/plugin-error.ts'
import type { SectionMaker } from '../layout/run-section.ts'
import { type Spot, spotBeside, spotOnPage, spotOutside } from '../layout/free-space.ts'
import { padding } from '../layout/section-layout.ts'

/** What a row is placed beside. */
interface Anchor {
  readonly page: PageNode
  /** Null where it was deleted. */
  readonly node: SceneNode | null
  /** The row's top is level with this, in the page's coordinates. */
  readonly level: Rect
}

/**
 * The anchor, else the source, as it is now; where both are gone, the source's last position. Where their page
 * is gone as well, a picture that may be paid for already goes to the page that is open.
 */
export async function findAnchor(
  figma: Finder & Pick<PluginAPI, 'currentPage'>,
  request: Request,
): Promise<Anchor> {
  const { anchor, source } = planOf(request)
  const anchored = anchor === null ? null : await findNode(figma, anchor)
  const live = await findNode(figma, source.id)
  const near = [anchored, live].find((node) => node?.removed === false)
  const destination = (near && pageOf(near)?.id) ?? source.page
  const findPage = async () => {
    const found = await findNode(figma, destination)
    if (found?.type === 'PAGE') return found
    if (request.isFirst) throw new PluginError('page-gone')
    return figma.currentPage
  }
  await (await findPage()).loadAsync()
  const page = await findPage()
  for (const node of [anchored, live]) {
    if (node === null || node.removed || !isScene(node)) continue
    const level = node.absoluteBoundingBox
    if (level !== null && pageOf(node)?.id === page.id) return { page, node, level }
  }
  return { page, node: null, level: source.bounds }
}

/** A row's spot: in the run's section if one is wanted, else beside the anchor or the source. */
export function findSpot(
  { page, node, level }: Anchor,
  request: Request,
  wanting: readonly Place[],
  section: SectionMaker,
): Spot {
  const { source } = planOf(request)
  const sizes = wanting.map(({ part }) => part.size)
  // The section's first row, not its edge, must be level with the anchor or the source.
  const edge = { ...level, y: level.y - padding }
  const spot =
    section.place(sizes, (size) => (node && spotOutside(node, edge, [size])) ?? beside([size])) ??
    (node && spotBeside(node, level, sizes)) ??
    beside(sizes)
  if (spot === null) throw new PluginError('page-gone')
  return spot

  function beside(all: typeof sizes): Spot | null {
    return spotOnPage(page, source.bounds, all)
  }
}
