import type { JobId } from '../../contract/model/ids.ts'
import type { Finder } from '../canvas/nodes.ts'
import type { RequestOf, ResponseOf } from '../../contract/protocol/procedures.ts'
import { findVariants } from '../variants/find-variants.ts'

/** The jobs of which at least one variant has the picture of their task. */
export async function findPlaced(
  figma: Finder,
  jobs: RequestOf<'findPlaced'>['jobs'],
): Promise<ResponseOf<'findPlaced'>> {
  const placed: JobId[] = []
  for (const { job, task, nodes } of jobs) {
    const { there } = await findVariants(figma, job, nodes)
    const isPlaced = there.some(
      ({ recipe: { progress } }) => progress.state === 'done' && progress.task === task,
    )
    if (isPlaced) placed.push(job)
  }
  return { placed }
}
