import type { Handlers } from '../../contract/protocol/server.ts'
import { drawGuides } from '../guides/draw-guides.ts'
import { notePlaced } from '../jobs/find-undone.ts'
import { removeVariants } from '../jobs/remove-variants.ts'
import { findVariantsOf, readRecipes } from '../variants/describe-variants.ts'
import { moveFocalPoint } from '../variants/move-focal-point.ts'
import type { CanvasEvents } from './canvas-events.ts'

export function variantHandlers(
  figma: PluginAPI,
  events: CanvasEvents,
): Pick<
  Handlers,
  'readRecipes' | 'findVariants' | 'removeVariants' | 'moveFocalPoint' | 'drawGuides'
> {
  return {
    readRecipes: async ({ nodes }) => ({ variants: await readRecipes(figma, nodes) }),
    findVariants: ({ source, run }) => ({ nodes: findVariantsOf(figma, source, run) }),
    removeVariants: ({ nodes }) =>
      removeVariants(figma, nodes, ({ owner, job }) => {
        notePlaced(figma, owner, job, false)
      }),
    moveFocalPoint: async ({ node, focalPoint, scrim }) => {
      await moveFocalPoint(figma, node, focalPoint, scrim)
      return {}
    },
    drawGuides: async (request) => {
      const drawn = await drawGuides(figma, request)
      await events.syncGuides()
      return drawn
    },
  }
}
