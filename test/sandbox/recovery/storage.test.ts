import { describe, expect, test } from 'vitest'
import { FileId, IdempotencyKey, JobId, TaskId } from '../../../contract/model/ids.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import { type Life, openLife } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import type { Step } from '../../endure/steps.ts'
import { createWorld, type World } from '../../endure/world.ts'
import {
  begun,
  created,
  createHalf,
  type Half,
  jobOf,
  partOf,
  reserved,
  run,
} from '../support/half.ts'
import { retryFailed } from '../support/retry-failed.ts'
import type { RequestOf } from '../../../contract/protocol/procedures.ts'

const order = async (world: World, life: Life, sources = 1) => {
  await life.generate(world.sources.slice(0, sources), ['1:1'])
}
const rest = (life: Life) => life.atRest()
const statesOf = (life: Life) => life.engine.snapshot().jobs.map(({ state }) => state.name)
const failuresOf = (life: Life) =>
  life.engine
    .snapshot()
    .jobs.map(({ state }) => (state.name === 'failed' ? state.failure.kind : state.name))

function expectPlaced({ hiapi, document, storage }: World, pictures: number) {
  expect(hiapi.tasks.size).toBe(pictures)
  expect(variantsOf(document).map(({ recipe }) => recipe.progress.state)).toEqual(
    Array(pictures).fill('done'),
  )
  expect(ledgerOf(storage)).toEqual([])
}

/** What is kept of the runs, as if it had been lost. */
function loseLedger({ storage }: World) {
  for (const key of ledgerOf(storage)) storage.delete(key)
}

/** One life, told of each step, and what comes next in it. */
async function lifeOf(
  world: World,
  course: (life: Life) => Promise<void>,
  onStep: (step: Step, kill: () => void) => void,
) {
  const birth = openLife(world, {
    onStep: (step) => {
      onStep(step, () => {
        birth.kill()
      })
    },
  })
  const whole = async () => {
    const life = await birth.life
    await life.recover()
    await course(life)
  }
  await world.clock.run(Promise.race([birth.over, whole()]))
  await world.clock.advance(1_000)
  birth.kill()
}

describe('a write to the storage that fails once', () => {
  // Retry writes four values before both are sent.
  test.each([1, 2, 3, 4])('at %i of a retry of two loses no task', async (at) => {
    const world = createWorld()
    const fault = { kind: 'error', status: 400 } as const
    world.hiapi.faults.add({ on: 'create', fault, times: 2 })
    let writes = -Infinity
    let answers = 0
    await lifeOf(
      world,
      async (life) => {
        await order(world, life, 2)
        await life.atRest()
        expect(statesOf(life)).toEqual(['failed', 'failed'])
        writes = 0
        retryFailed(life.engine)
        await life.until(() => life.engine.snapshot().notice?.kind === 'paused')
        life.engine.resume()
        await life.atRest()
      },
      ({ kind, what }, kill) => {
        if (kind === 'storage about to be written' && /^(run|state|task)/.test(what)) {
          if (++writes === at) throw new Error('no')
        }
        if (kind === 'POST answered' && writes > 0 && ++answers === 2) kill()
      },
    )
    expect(answers).toBe(2)
    expect(world.hiapi.tasks.size).toBe(2)
    await live(world, rest)
    expectPlaced(world, 2)
  })
})

describe('a job that the ledger has lost', () => {
  test('is not sent; Retry writes it down again', async () => {
    const world = createWorld()
    const lost = ({ kind }: Step) => {
      if (kind === 'node about to be made') loseLedger(world)
    }
    await lifeOf(
      world,
      async (life) => {
        await order(world, life)
        await life.atRest()
        expect(failuresOf(life)).toEqual(['entry-missing'])
        expect(world.hiapi.count('create')).toBe(0)
        retryFailed(life.engine)
        await life.until(([job]) => job?.state.name === 'done')
      },
      lost,
    )
    expectPlaced(world, 1)
  })

  test('is put back where its task is made', async () => {
    const world = createWorld()
    await live(
      world,
      async (life) => {
        await order(world, life)
        await life.atRest()
      },
      ({ kind }) => {
        if (kind === 'POST leaves') loseLedger(world)
        return kind === 'GET of a task leaves'
      },
    )
    expect(ledgerOf(world.storage)).toHaveLength(1)
    await live(world, rest)
    expect(world.hiapi.count('create')).toBe(1)
    expectPlaced(world, 1)
  })
})

describe('an entry that can’t be read', () => {
  test('is kept as it is and counted, and the others of its run go on', async () => {
    const world = createWorld()
    await live(
      world,
      async (life) => {
        await order(world, life, 2)
        await life.atRest()
      },
      ({ kind, what }) => kind === 'storage written' && what.startsWith('run/'),
    )
    const [key = ''] = ledgerOf(world.storage)
    const value = JSON.parse(String(world.storage.get(key))) as {
      entries: { plan: Record<string, unknown> }[]
    }
    const [first] = value.entries
    if (first !== undefined) first.plan['source'] = { from: 'a later version' }
    const odd = JSON.stringify(value)
    world.storage.set(key, odd)
    for (const states of [['done'], []]) {
      await live(world, async (life) => {
        await life.atRest()
        expect(statesOf(life)).toEqual(states)
        expect(life.engine.snapshot().unreadable).toBe(1)
      })
      expect(world.storage.get(key)).toBe(odd)
    }
    expect(world.hiapi.tasks.size).toBe(1)
  })
})

describe('two windows of one file', () => {
  const jobs = ['a', 'b', 'c', 'd'].map((id) => jobOf(id, [partOf(id, 10, 10)]))

  /** Two plugin halves over one file and one storage, with four jobs in the ledger. */
  async function twoWindows(
    course: (
      one: Half,
      other: Half,
      ask: (half: Half) => Promise<Map<string, string>>,
    ) => Promise<void>,
  ) {
    const one = await createHalf()
    await begun(one, jobs)
    const other = await createHalf(one.document, one.storage)
    await other.caller.call('recover', {})
    await course(one, other, async (half) => {
      const { jobs: found } = await half.caller.call('recover', {})
      return new Map(found.map(({ entry }) => [entry.plan.id, entry.submission.state]))
    })
    one.close()
    other.close()
  }

  const telling = (
    half: Half,
    index: number,
    submission: RequestOf<'updateJob'>['submission'],
    key?: string,
  ) => {
    const job = jobs[index]
    if (job === undefined) throw new Error('no such job')
    const request = { ...job.request, ...(key && { idempotencyKey: IdempotencyKey.parse(key) }) }
    const rest = { nodes: [], reference: null, price: 0.03, account: 'mine', stopped: false }
    const known = { ...rest, request, submission }
    return half.caller.call('updateJob', { run, job: job.job, ...known })
  }
  const sending = { state: 'sending', since: 3 } as const
  const taskOf = (name: string) =>
    ({ state: 'created', at: Date.now(), task: TaskId.parse(`tk-${name}`) }) as const

  test('lose nothing of what they write at the same time', async () => {
    await twoWindows(async (one, other, ask) => {
      await Promise.all([
        telling(one, 0, taskOf('a')),
        telling(other, 0, { state: 'unsent' }),
        telling(other, 1, taskOf('b')),
        one.caller.call('cancelJob', { run, job: JobId.parse('c'), nodes: [] }),
        telling(other, 3, sending),
      ])
      const expected = [
        ['a', 'created'],
        ['b', 'created'],
        ['d', 'sending'],
      ]
      expect([...(await ask(one))].sort()).toEqual(expected)
      expect([...(await ask(other))].sort()).toEqual(expected)
      const { spending } = await one.caller.call('open', {})
      expect(spending).toMatchObject({ pictures: 2, dollars: 0.06 })
    })
  })

  test('do not send what the other has made a task of, nor what it has taken out', async () => {
    await twoWindows(async (one, other) => {
      await telling(one, 0, taskOf('a'))
      await one.caller.call('cancelJob', { run, job: JobId.parse('b'), nodes: [] })
      await expect(telling(other, 0, sending, 'replacing')).rejects.toMatchObject({
        code: 'entry-taken',
      })
      await expect(telling(other, 1, sending)).rejects.toMatchObject({ code: 'entry-missing' })
    })
  })

  test('do not take out what the other may have paid', async () => {
    await twoWindows(async (one, other, ask) => {
      await telling(one, 0, taskOf('a'))
      await other.caller.call('cancelJob', { run, job: JobId.parse('a'), nodes: [] })
      expect((await ask(other)).get('a')).toBe('created')
    })
  })
})

describe('Restage’s own storage, full', () => {
  const half = async (course: (half: Half) => Promise<void>) => {
    const opened = await createHalf()
    await course(opened)
    opened.close()
  }

  test('says so, and keeps what it has', async () => {
    await half(async (opened) => {
      const [first] = [jobOf('a', [partOf('Story', 10, 20)])]
      const [variant] = await reserved(opened, [first])
      opened.fillStorage()
      const later = begun(opened, [jobOf('b', [partOf('Reel', 10, 20)])])
      await expect(later).rejects.toMatchObject({ code: 'storage-full' })
      const sent = created(opened, first, variant?.nodes ?? [])
      await expect(sent).rejects.toMatchObject({ code: 'storage-full' })
      await opened.reopen()
      const { jobs: found } = await opened.caller.call('recover', {})
      expect(found.map(({ entry }) => entry.plan.id)).toEqual(['a'])
    })
  })

  test('is freed by Discard of another file', async () => {
    await half(async (opened) => {
      await begun(opened, [jobOf('a', [partOf('Story', 10, 20)])])
      // Another file's, as far as this one knows.
      const [key = ''] = opened.storage.keys().filter((each) => each.startsWith('run/'))
      const value = JSON.parse(String(opened.storage.get(key))) as object
      const film = { id: FileId.parse('film'), name: 'Brand film' }
      opened.storage.set(key, JSON.stringify({ ...value, file: film }))
      opened.fillStorage()
      const later = () => begun(opened, [jobOf('b', [partOf('Reel', 10, 20)])])
      await expect(later()).rejects.toMatchObject({ code: 'storage-full' })
      const { otherFiles } = await opened.caller.call('recover', {})
      expect(otherFiles).toMatchObject([{ file: film.id, name: film.name, jobs: 1 }])
      await opened.caller.call('discardFileJobs', { file: film.id })
      await later()
    })
  })
})
