import type { Job } from '../../ui/engine/jobs/job.ts'
import { type Life, openLife } from './life.ts'
import type { Step } from './steps.ts'
import type { World } from './world.ts'

/**
 * Opens the plugin, lets it go on with what is unfinished and then something be done, and kills it: at
 * the end, or at the step that is asked for.
 *
 * @returns the jobs as they stood at the end; none where it was killed before
 */
export async function live(
  world: World,
  course: (life: Life) => Promise<void>,
  killAt: (step: Step) => boolean = () => false,
): Promise<readonly Job[]> {
  const birth = openLife(world, {
    onStep: (step) => {
      if (killAt(step)) birth.kill()
    },
  })
  let jobs: readonly Job[] = []
  const whole = async () => {
    const life = await birth.life
    await life.recover()
    await course(life)
    jobs = life.engine.snapshot().jobs
  }
  await world.clock.run(Promise.race([birth.over, whole()]))
  birth.kill()
  return jobs
}
