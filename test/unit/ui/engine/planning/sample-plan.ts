import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { NodeId, PageId } from '../../../../../contract/model/ids.ts'
import { defaultSettings } from '../../../../../contract/model/client-storage/settings.ts'
import type { UsableSource } from '../../../../../contract/model/source.ts'
import { planJobs, type PlanParts } from '../../../../../ui/engine/planning/plan-jobs.ts'
import { orderFor, type Wish } from '../../../../sandbox/support/wish.ts'

/** The page of all sample sources. */
export const page = PageId.parse('0:1')

/** A frame that pictures are made of. */
export const source = (name: string, width = 400, height = 300): UsableSource => ({
  usable: true,
  id: NodeId.parse(`1:${name}`),
  page,
  name,
  bounds: { x: 0, y: 0, width, height },
})

/** What a plan is made with, other than the order: ids in turn, and more for 4K. */
export function partsOf(changes: Partial<PlanParts> = {}): PlanParts {
  let ids = 0
  return {
    newId: () => `id${String(++ids)}`,
    price: ({ resolution }) => (resolution === '4K' ? 0.06 : 0.03),
    formatOf: () => 'PNG',
    namePattern: defaultSettings.namePattern,
    model: gptImage2,
    ...changes,
  }
}

/** The jobs of a wish; of one poster, where no other sources are given. */
export const plan = (
  wish: Partial<Wish>,
  changes: Partial<PlanParts> = {},
  sources = [source('Poster')],
) => planJobs(orderFor(sources, wish), partsOf(changes))
