import type { PluginClient } from '../../../contract/protocol/client.ts'
import type { JobPlan, PartPlan } from '../../../contract/model/job-plan.ts'
import type { LaidBlocks } from '../../../contract/model/live-text.ts'
import type { LiveText } from '../../../contract/model/canvas-text.ts'
import { layoutTargetOf } from '../../catalog/text-layout/layout-target.ts'
import { bestLayouts, solveLayouts } from '../../catalog/text-layout/solve-layouts.ts'

/**
 * The planned layout of a part of a job, and others of similar quality. They are solved again, so that a plan
 * keeps only one, and a run can end in another window. Empty if the source has changed since, or is gone.
 */
export function createLayoutsOf(
  plugin: PluginClient,
  { source, details }: JobPlan,
): (part: PartPlan) => Promise<readonly LaidBlocks[]> {
  let reading: Promise<LiveText | null> | null = null
  const read = () =>
    plugin
      .call('readLiveText', { source: source.id, purpose: 'variants' })
      .catch((error: unknown) => {
        console.warn('No other layout of live text was tried.', error)
        return null
      })

  return async ({ live, target, size }) => {
    if (live?.from !== 'source' || target.kind === 'swap') return []
    const text = await (reading ??= read())
    if (text === null) return []
    const kept = details.live?.blocks ?? []
    const blocks = text.blocks.filter(({ id }) => kept.includes(id))
    const solved = solveLayouts({ ...text, blocks }, layoutTargetOf(target, size))
    const layouts = bestLayouts(solved).map((each) => [...each.blocks])
    return JSON.stringify(layouts[0]) === JSON.stringify(live.blocks) ? layouts : []
  }
}
