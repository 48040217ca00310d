import { describe, expect, test } from 'vitest'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import { openLife } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import { createWorld, type World } from '../../endure/world.ts'
import { createDocument, person } from '../../host/builders.ts'
import { ClientStorage } from '../../host/storage.ts'
import {
  generate,
  rest,
  failureOf,
  count,
  left,
  expectOnePlaced,
} from '../support/earlier-window.ts'

const hour = 3_600_000

/** As if another version of the plugin made the body in another way. */
function rewritePrompt({ storage }: World): void {
  for (const key of ledgerOf(storage)) {
    const run = JSON.parse(String(storage.get(key))) as { prompts: string[] }
    storage.set(key, JSON.stringify({ ...run, prompts: ['In other words'] }))
  }
}

describe('a job that an earlier window sent', () => {
  test('is sent again under the same key when its answer was lost, and its task is found', async () => {
    const { world } = await left('POST answered')
    await live(world, rest)
    expect(count(world, 'create')).toBe(2)
    expect(world.hiapi.counters.replays).toBe(1)
    expectOnePlaced(world)
  })

  test('has the age of its first attempt: by the second one its task may have ended', async () => {
    const { world } = await left('POST answered')
    const killedAt = world.clock.now()
    await world.clock.advance(20_000)
    const [job] = await live(world, rest)
    const { submission } = job ?? {}
    expect(submission?.state === 'created' && submission.at <= killedAt).toBe(true)
    expectOnePlaced(world)
  })

  test('is not sent again by itself after a day: it is offered, saying that it may cost again', async () => {
    const { world } = await left('POST answered')
    await world.clock.advance(25 * hour)
    const jobs = await live(world, rest)
    expect(failureOf(jobs[0])).toMatchObject({ kind: 'key-expired', remedy: 'new-task' })
    expect(count(world, 'create')).toBe(1)
    // It comes back until the designer has decided.
    await live(world, async (life) => {
      const { engine } = life
      const [job] = engine.snapshot().jobs
      if (job !== undefined) engine.retry(job.plan.id)
      await life.until(([again]) => again?.state.name === 'done')
    })
    expect(world.hiapi.tasks.size).toBe(2)
    expect(ledgerOf(world.storage)).toEqual([])
  })

  test('waits while the API is still at its first request', async () => {
    const { world } = await left('POST leaves', {
      durations: { accepting: 60_000, queued: 0, handling: 1_000, archiving: 0 },
    })
    // The first request arrived, and its sender is gone.
    const birth = openLife(world, {
      onStep: ({ kind }) => {
        if (kind === 'POST leaves') queueMicrotask(() => birth.kill())
      },
    })
    await world.clock.run(Promise.race([birth.over, birth.life.then((life) => life.recover())]))
    await world.clock.advance(500)
    await live(world, rest)
    const answers = world.hiapi.requests.filter(({ op }) => op === 'create')
    expect(answers.filter(({ status }) => status === 409).length).toBeGreaterThan(5)
    expectOnePlaced(world)
  })

  test('is not guessed at when its bytes can’t be told again: HiAPI has its task, and nobody knows which', async () => {
    const { world } = await left('POST answered')
    rewritePrompt(world)
    const jobs = await live(world, rest)
    const answers = world.hiapi.requests.filter(({ op }) => op === 'create')
    expect(answers.map(({ status }) => status)).toEqual([200, 422])
    expect(count(world, 'list')).toBe(0)
    expect(world.hiapi.tasks.size).toBe(1)
    expect(failureOf(jobs[0])).toMatchObject({ kind: 'key-reused', remedy: 'new-task' })
    expect(variantsOf(world.document)[0]?.recipe.progress.state).toBe('failed')
  })

  test('is not sent again by itself where the clock is earlier than its request', async () => {
    const { world } = await left('POST answered')
    world.computer.jump(-50 * hour)
    const jobs = await live(world, rest)
    expect(failureOf(jobs[0])).toMatchObject({ kind: 'key-expired' })
    expect(count(world, 'create')).toBe(1)
  })
})

describe('a job whose task is known', () => {
  test('is asked about, and never sent again, however long ago it was', async () => {
    const { world } = await left('GET of a task leaves')
    await world.clock.advance(5 * 24 * hour)
    await live(world, rest)
    expect(count(world, 'create')).toBe(1)
    expectOnePlaced(world)
  })

  test('gets its picture from a new address when the old one has expired', async () => {
    const { world } = await left('picture leaves')
    world.hiapi.faults.add({ on: 'picture', fault: { kind: 'picture-expired' }, times: 1 })
    await live(world, rest)
    expect(count(world, 'picture')).toBeGreaterThanOrEqual(2)
    expectOnePlaced(world)
  })

  test('is placed on its page while the person looks at another', async () => {
    const { world, node } = await left('GET of a task leaves')
    const page = world.document.pageOf(node)
    world.document.setCurrentPage(world.otherPage)
    await live(world, rest)
    expect(world.document.pageOf(node)).toBe(page)
    expect(world.document.currentPage).toBe(world.otherPage)
    expectOnePlaced(world)
  })

  test('fills its own variant, and not a duplicate of it', async () => {
    const { world, node, does } = await left('GET of a task leaves')
    const copy = does.duplicate(node)
    const before = JSON.stringify(world.document.node(copy))
    await live(world, rest)
    expectOnePlaced(world)
    expect(variantsOf(world.document).map((variant) => variant.node)).toEqual([node])
    expect(JSON.stringify(world.document.node(copy))).toBe(before)
  })
})

describe('a job that was never sent', () => {
  test('goes on by itself', async () => {
    const { world } = await left('node about to be made')
    expect(world.hiapi.tasks.size).toBe(0)
    await live(world, rest)
    expectOnePlaced(world)
  })

  test('is offered after a day, and sent when the person says so', async () => {
    const { world } = await left('node about to be made')
    await world.clock.advance(25 * hour)
    await live(world, async (life) => {
      const { engine } = life
      const [job] = engine.snapshot().jobs
      expect(failureOf(job)).toMatchObject({ kind: 'never-sent', remedy: 'send-again' })
      expect(job?.submission.state).toBe('unsent')
      if (job !== undefined) engine.retry(job.plan.id)
      await life.until(([again]) => again?.state.name === 'done')
    })
    expectOnePlaced(world)
  })

  test('goes on where the clock was set back since: it is not over a day old', async () => {
    const { world } = await left('node about to be made')
    world.computer.jump(-2 * hour)
    await live(world, rest)
    expectOnePlaced(world)
  })

  test('may have been sent, and is only offered, when its frame was deleted meanwhile', async () => {
    const { world, node, does } = await left('POST leaves')
    does.remove(node)
    await live(world, async (life) => {
      await life.atRest()
      const [job] = life.engine.snapshot().jobs
      expect(failureOf(job)).toMatchObject({ kind: 'variant-gone', remedy: 'send-again' })
      expect(count(world, 'create')).toBe(0)
      if (job !== undefined) life.engine.retry(job.plan.id)
      await life.until(([again]) => again?.state.name === 'done')
    })
    expectOnePlaced(world)
  })

  test('is let go, and told, when its frame was deleted meanwhile: it cost nothing', async () => {
    const world = createWorld()
    await live(
      world,
      generate(world),
      ({ kind, what }) => kind.endsWith('leaves') && what === 'reserve',
    )
    person(world.document).remove(variantsOf(world.document)[0]?.node ?? '')
    const jobs = await live(world, rest)
    expect(failureOf(jobs[0])?.kind).toBe('variant-gone')
    expect(jobs[0]?.submission.state).toBe('unsent')
    expect(ledgerOf(world.storage)).toEqual([])
    expect(world.hiapi.tasks.size).toBe(0)
  })
})

describe('what is not ours to go on with', () => {
  test('another person’s variants are shown as theirs and left alone', async () => {
    const { world, node } = await left('GET of a task leaves')
    const storage = new ClientStorage()
    storage.set('settings', world.storage.get('settings'))
    const before = JSON.stringify(world.document)
    const requests = world.hiapi.requests.length
    await live({ ...world, storage }, async (life) => {
      await life.atRest()
      const { jobs, foreignVariants } = life.engine.snapshot()
      expect(jobs).toEqual([])
      expect(foreignVariants).toEqual([{ node, name: world.document.node(node).props.name }])
    })
    expect(world.hiapi.requests.length).toBe(requests)
    expect(JSON.stringify(world.document)).toBe(before)
  })

  test('jobs of another file are listed with its name, and can be forgotten', async () => {
    const { world } = await left('GET of a task leaves', {}, ['1:1', '16:9'])
    const otherFiles = { ...world, document: createDocument() }
    const name = world.document.node(world.document.rootId).props.name
    await live(otherFiles, async (life) => {
      const { engine } = life
      await life.atRest()
      expect(engine.snapshot()).toMatchObject({ jobs: [], otherFiles: [{ name, jobs: 2 }] })
    })
    expect(world.hiapi.tasks.size).toBeGreaterThan(0)
    await live(otherFiles, async ({ engine }) => {
      const [file] = engine.snapshot().otherFiles
      if (file !== undefined) await engine.forget(file.file)
      expect(engine.snapshot().otherFiles).toEqual([])
    })
    expect(ledgerOf(world.storage)).toEqual([])
  })
})
