import { expect } from 'vitest'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import type { Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import { createWorld, type World } from '../../endure/world.ts'
import type { HiapiOptions } from '../../hiapi/api/api.ts'
import type { FaultRule, ReplyFault } from '../../hiapi/faults/faults.ts'
import { failureText } from '../../../ui/engine/failures/text.ts'

export const oldName = 'gpt-image-2-image-to-image'
export const page = '<!doctype html><title>Just a moment…</title><script>challenge()</script>'

/** Any answer; `made`: the create goes through all the same. */
export function answer(status: number, body: unknown, made = true): ReplyFault {
  const isText = typeof body === 'string'
  const text = isText ? body : JSON.stringify(body)
  const type = isText ? 'text/html' : 'application/json'
  return { kind: 'text', status, body: text, type, processed: made }
}

export interface Outcome {
  readonly world: World
  readonly job: Job
  readonly posts: readonly { readonly key: string; readonly body: string }[]
}

/** Orders one picture in a new file, and waits until nothing goes on by itself. */
export async function ordered(
  rules: readonly FaultRule[],
  options: HiapiOptions = {},
  course: (life: Life, world: World) => Promise<void> = (life) => life.atRest(),
): Promise<Outcome> {
  const world = createWorld({ ...options, faults: rules })
  const jobs = await live(world, async (life) => {
    await life.generate(world.sources.slice(0, 1), ['1:1'])
    await course(life, world)
  })
  const [job] = jobs
  if (job === undefined) throw new Error('no job')
  return { world, job, posts: postsTo(world) }
}

function postsTo({ hiapi }: World) {
  return hiapi.requests
    .filter(({ op }) => op === 'create')
    .map(({ headers, body }) => ({
      key: headers['idempotency-key'] ?? '',
      body: new TextDecoder().decode(body),
    }))
}

export const create = (fault: ReplyFault, times = 1): FaultRule => ({ on: 'create', fault, times })
export const failureOf = ({ state }: Job) => (state.name === 'failed' ? state.failure : null)
export const sentenceOf = (job: Job) => {
  const failure = failureOf(job)
  return failure === null ? '' : failureText(failure, job)
}

/** One task, its picture on the canvas, and nothing left to do. */
export function expectOnePlaced({ world, job }: Outcome) {
  expect(world.hiapi.tasks.size).toBe(1)
  expect(job.state.name).toBe('done')
  expect(ledgerOf(world.storage)).toEqual([])
  expect(variantsOf(world.document).map(({ recipe }) => recipe.progress.state)).toEqual(['done'])
}
