import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import type { Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import { apiKey, createWorld, type World } from '../../endure/world.ts'
import type { FaultRule } from '../../hiapi/faults/faults.ts'
import { addFrame } from '../../host/builders.ts'
import { seeded } from '../../seeded.ts'
import { failureText } from '../../../ui/engine/failures/text.ts'

const hour = 3_600_000
const lost = { kind: 'lost' } as const
const postsTo = ({ hiapi }: World) => hiapi.requests.filter(({ op }) => op === 'create')
const otherKey = 'sk-another-4471'

function saveKey({ settings }: Life, key: string): void {
  settings.set({ ...settings.get(), apiKey: key })
}

const failureOf = (job: Job | undefined) =>
  job?.state.name === 'failed' ? job.state.failure : null

/** Orders one picture, and does something once its request has gone out so many times. */
async function afterPosts(
  count: number,
  rules: readonly FaultRule[],
  deed: (life: Life, world: World) => void,
  course: (life: Life, world: World) => Promise<void> = async () => {},
) {
  const world = createWorld({ faults: rules })
  let done = false
  const [job] = await live(world, async (life) => {
    await life.generate(world.sources.slice(0, 1), ['1:1'])
    while (postsTo(world).length < count) await world.clock.sleep(10)
    if (!done) deed(life, world)
    done = true
    await life.atRest()
    await course(life, world)
  })
  return { world, job }
}

describe('between two tries of a create whose answer was lost', () => {
  test('a sleep of 60 hours ends the trying: the person is asked', async () => {
    const { world, job } = await afterPosts(1, [{ on: 'create', fault: lost }], (_, { computer }) =>
      computer.jump(60 * hour),
    )
    expect(postsTo(world)).toHaveLength(1)
    expect(failureOf(job)).toMatchObject({ kind: 'key-expired', remedy: 'new-task' })
    expect(world.hiapi.tasks.size).toBe(1)
    expect(ledgerOf(world.storage)).not.toEqual([])
  })

  test.each([-1, -50, 1])('a wall clock that is set by %i hours changes nothing', async (hours) => {
    const { world, job } = await afterPosts(
      1,
      [{ on: 'create', fault: lost, times: 1 }],
      (_, { computer }) => computer.jump(hours * hour),
    )
    expect(job?.state.name).toBe('done')
    expect(world.hiapi.tasks.size).toBe(1)
  })

  test('another API key stops it: nothing goes to the other account', async () => {
    const { world, job } = await afterPosts(
      1,
      [{ on: 'create', fault: lost, times: 1 }],
      (life) => saveKey(life, otherKey),
      async (life) => {
        const [failed] = life.engine.snapshot().jobs
        expect(failureOf(failed)?.kind).toBe('other-account')
        const failure = failureOf(failed)
        expect(failure && failed && failureText(failure, failed)).toContain('Put that key back')
        saveKey(life, apiKey)
        if (failed !== undefined) life.engine.retry(failed.plan.id)
        await life.until(([again]) => again?.state.name === 'done')
      },
    )
    const keys = new Set(postsTo(world).map(({ headers }) => headers['authorization']))
    expect(keys.size).toBe(1)
    expect(job?.state.name).toBe('done')
    expect(world.hiapi.tasks.size).toBe(1)
  })

  test('its entry in the ledger is written before each of them', async () => {
    const world = createWorld({ faults: [{ on: 'create', fault: lost, times: 3 }] })
    const kinds: string[] = []
    await live(
      world,
      async (life) => {
        await life.generate(world.sources.slice(0, 1), ['1:1'])
        await life.atRest()
      },
      ({ kind, what }) => {
        if (kind.startsWith('POST leaves')) kinds.push('POST')
        else if (kind.includes('leaves') && what === 'updateJob') kinds.push('record')
        return false
      },
    )
    const posts = kinds.flatMap((kind, at) => (kind === 'POST' ? at : []))
    expect(posts).toHaveLength(4)
    for (const at of posts) expect(kinds[at - 1]).toBe('record')
  })
})

test('a key that is saved while a request is written down is the one that it is sent with', async () => {
  const world = createWorld()
  let save = () => {}
  let isSaved = false
  await live(
    world,
    async (life) => {
      save = () => saveKey(life, otherKey)
      await life.generate(world.sources.slice(0, 1), ['1:1'])
      await life.atRest()
    },
    ({ kind, what }) => {
      if (kind.includes('leaves') && what === 'updateJob' && !isSaved) {
        isSaved = true
        save()
      }
      return false
    },
  )
  expect(postsTo(world).map(({ headers }) => headers['authorization'])).toEqual([
    `Bearer ${otherKey}`,
  ])
})

describe('a request that is too large', () => {
  const tooLarge = { code: 413, message: 'Request body too large.', data: null }
  const large = ({ request }: { request: { body: string | Uint8Array } }) =>
    request.body.length > 900_000
  const own = { kind: 'text', status: 413, body: JSON.stringify(tooLarge) } as const
  const page = { kind: 'text', status: 413, body: '<html>413</html>' } as const
  const silent = { kind: 'reset' } as const

  test.each([
    ['says so in the API’s envelope', own],
    ['says so by a page', page],
    ['breaks the connection instead of saying so', silent],
  ])('is sent with a smaller reference once, where the server %s', async (_, fault) => {
    const { world, jobs } = await orderedLarge([{ on: 'create', fault, when: large }])
    expect(jobs.map(({ state }) => state.name)).toEqual(['done'])
    expect(world.hiapi.tasks.size).toBe(1)
    expect(postsTo(world).at(-1)?.bodySize).toBeLessThan(900_000)
  })

  test('still with the smaller one says so, with its size', async () => {
    const { world, jobs } = await orderedLarge([{ on: 'create', fault: own }])
    expect(postsTo(world)).toHaveLength(2)
    const failure = failureOf(jobs[0])
    expect(failure?.kind).toBe('too-large')
    expect(failure && jobs[0] && failureText(failure, jobs[0])).toMatch(
      /The request had 0\.\d MB\./,
    )
    expect(world.hiapi.tasks.size).toBe(0)
  })

  test('that had arrived all the same is found by the first one', async () => {
    const rules = [{ on: 'create', fault: { ...page, processed: true }, times: 1 }] as const
    const { world, jobs } = await orderedLarge(rules)
    expect(jobs.map(({ state }) => state.name)).toEqual(['done'])
    expect(world.hiapi.tasks.size).toBe(1)
    expect(world.hiapi.counters.replays).toBe(1)
  })
})

/** A frame that shows noise, which no format makes small. */
function addGrainy({ document }: World): string {
  const side = 900
  const canvas = createCanvas(side, side)
  const context = canvas.getContext('2d')
  const noise = context.createImageData(side, side)
  const random = seeded(1)
  noise.data.forEach((_, at) => {
    noise.data[at] = at % 4 === 3 ? 255 : random() * 256
  })
  context.putImageData(noise, 0, 0)
  const bytes = new Uint8Array(canvas.toBuffer('image/png'))
  const at = { name: 'Grain', x: 0, y: 600, width: side, height: side }
  const imageHash = document.images.add(bytes)
  const fills = [{ type: 'IMAGE', imageHash, scaleMode: 'FILL' } as const]
  return addFrame(document, document.currentPage, { ...at, fills })
}

/** Orders a picture of a frame whose reference weighs some megabytes. */
async function orderedLarge(faults: readonly FaultRule[]) {
  const world = createWorld({ faults })
  const source = addGrainy(world)
  const jobs = await live(world, async (life) => {
    await life.generate([source], ['1:1'])
    await life.atRest()
  })
  return { world, jobs }
}
