import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { leaksOfKey } from '../../endure/complaints.ts'
import { live } from '../../endure/live.ts'
import { type Mutation, mutated, mutations } from '../../endure/schedules/mutations.ts'
import { createWorld } from '../../endure/world.ts'
import type { FaultRule } from '../../hiapi/faults/faults.ts'

/** `ODD_RUNS=3000 ODD_SEED=7 npx vitest run odd-answers` plays more of them, or others. */
const runs = Number(process.env['ODD_RUNS'] ?? 120)
const seed = Number(process.env['ODD_SEED'] ?? 1)

/** What a create that went through may be told instead of its task: none of it says "surely not". */
const doubts: readonly { readonly status: number; readonly body: unknown }[] = [
  { status: 409, body: { code: 409, message: 'wait', error_code: 'IDEMPOTENCY_KEY_PROCESSING' } },
  { status: 408, body: { code: 408, message: 'late', data: null } },
  { status: 500, body: { code: 500, message: 'oops', data: null, error_code: 'INTERNAL_ERROR' } },
  { status: 503, body: { code: 503, message: 'x', error_code: 'STORAGE_UNAVAILABLE' } },
  { status: 504, body: { code: 504, message: 'x', error_code: 'TASK_TIMEOUT' } },
  {
    status: 502,
    body: { error: { type: 'hiapi_error', code: 'bad_gateway', request_id: 'req_1' } },
  },
]

interface Oddity {
  readonly on: 'create' | 'get' | 'list' | 'doubt'
  /** Which of the doubts. */
  readonly which: number
  readonly mutation: Mutation
  /** How many answers in a row. */
  readonly times: number
}

const oddities = fc.array(
  fc.record<Oddity>({
    on: fc.constantFrom('create', 'get', 'list', 'doubt'),
    which: fc.nat(doubts.length - 1),
    mutation: mutations,
    times: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 4 },
)

function ruleOf({ on, which, mutation, times }: Oddity): FaultRule {
  const rewrite = (answer: unknown) => mutated(answer, mutation)
  if (on !== 'doubt') return { on, fault: { kind: 'rewritten', rewrite }, times }
  const { status, body } = doubts[which] ?? { status: 500, body: {} }
  return { on: 'create', fault: { kind: 'rewritten', status, rewrite: () => rewrite(body) }, times }
}

/** Orders three pictures, so that lists are asked for as well, and presses what there is to press. */
async function play(all: readonly Oddity[]): Promise<string[]> {
  const world = createWorld({ faults: all.map(ruleOf) })
  const complaints: string[] = []
  const tasksOf = ({ plan }: Job) =>
    [...world.hiapi.tasks.values()].filter(({ idempotencyKey }) =>
      idempotencyKey?.startsWith(`restage-${plan.id}-`),
    )

  function look(jobs: readonly Job[]): void {
    for (const job of jobs) {
      const made = tasksOf(job).length
      const { state } = job
      const failure = state.name === 'failed' ? state.failure : null
      if (made > 1) complaints.push(`${String(made)} tasks for one job`)
      if (made > 0 && job.submission.state === 'unsent')
        complaints.push('surely not, and there is a task')
      if (failure?.kind === 'unexpected') complaints.push('an exception')
      if ((failure?.words?.length ?? 0) > 400) complaints.push('more than 400 characters of words')
    }
  }

  const jobs = await live(world, async (life) => {
    await life.generate(world.sources.slice(0, 1), ['1:1', '9:16', '16:9'])
    for (let press = 0; press < 4; press++) {
      await life.atRest()
      const { jobs: now, notice } = life.engine.snapshot()
      look(now)
      if (notice?.kind === 'paused') life.engine.resume()
      for (const { plan, state } of now) {
        const isFree = state.name === 'failed' && state.failure.remedy !== 'new-task'
        if (isFree) life.engine.retry(plan.id)
      }
      await world.clock.sleep(3_000)
    }
    await life.atRest()
  })
  look(jobs)
  const placed = variantsOf(world.document).filter(({ recipe }) => recipe.progress.state === 'done')
  const tasks = placed.map(({ recipe }) => recipe.job)
  if (new Set(tasks).size < tasks.length) complaints.push('a picture is placed twice')
  return [...complaints, ...leaksOfKey(world)]
}

test(
  `whatever is odd in ${String(runs)} documented answers, nothing is paid twice and no task is denied`,
  async () => {
    await fc.assert(
      fc.asyncProperty(oddities, async (all) => {
        expect(await play(all)).toEqual([])
      }),
      { numRuns: runs, seed },
    )
  },
  120_000 + runs * 1_000,
)
