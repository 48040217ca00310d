import { afterEach, expect, test } from 'vitest'
import { isSettled } from '../../../ui/engine/jobs/job.ts'
import type { FaultRule } from '../../hiapi/faults/faults.ts'
import { createRig, type Rig } from '../support/rig.ts'
import { addMockup } from '../support/swap-cases.ts'
import { order, renderOf, rendersFor, swap, treeOf, withoutData } from '../support/swap-stage.ts'

let rig: Rig
afterEach(() => rig.close())

const faults: readonly [string, FaultRule, tasks: number][] = [
  ['a refused request', { on: 'create', fault: { kind: 'error', status: 400, message: 'odd' } }, 1],
  ['a task that fails', { on: 'task', fault: { kind: 'fails' }, times: 1 }, 2],
  ['broken bytes', { on: 'picture', fault: { kind: 'picture-truncated' } }, 1],
]

test.each(faults)(
  '%s leaves the layer alone, and Retry swaps it after all',
  async (_, fault, tasks) => {
    rig = await createRig({ durations: { queued: 60, handling: 200, archiving: 60 } })
    const layer = addMockup(rig.document, rig.document.currentPage)
    const before = withoutData(treeOf(rig.document))
    rig.server.hiapi.faults.add(fault)
    const [failed] = await swap(rig, [layer])
    expect(failed?.state.name).toBe('failed')
    expect(withoutData(treeOf(rig.document))).toEqual(before)

    rig.server.hiapi.faults.clear()
    if (failed !== undefined) rig.engine.retry(failed.plan.id)
    const [again] = await rig.until((jobs) => jobs.every(({ state }) => state.name === 'done'))
    expect(rendersFor(rig.document, layer)).toEqual([renderOf(rig.document, layer)])
    expect(again?.variants).toEqual([renderOf(rig.document, layer)])
    expect(rig.document.prop(layer, 'visible')).toBe(false)
    expect(rig.server.hiapi.tasks.size).toBe(tasks)
  },
)

test('locked since it failed, a layer is not paid for again', async () => {
  rig = await createRig({ durations: { queued: 60, handling: 200, archiving: 60 } })
  const layer = addMockup(rig.document, rig.document.currentPage)
  rig.server.hiapi.faults.add({ on: 'task', fault: { kind: 'fails' }, times: 1 })
  await order(rig, [layer])
  const [failed] = await rig.until((jobs) => jobs.length > 0 && jobs.every(isSettled))
  rig.person.set(layer, { locked: true })
  if (failed !== undefined) rig.engine.retry(failed.plan.id)
  await rig.until(
    ([job]) => job?.state.name === 'failed' && job.state.failure.kind !== 'task-failed',
  )
  const [refused] = rig.engine.snapshot().jobs
  expect(refused?.state).toMatchObject({ name: 'failed', failure: { kind: 'layer-refused' } })
  expect(rig.server.hiapi.tasks.size).toBe(1)
})
