import { perform } from './deeds.ts'
import { isDeed, jumpOf, strike } from './events.ts'
import { type Life, openLife } from '../life.ts'
import type { Schedule, Turn } from './schedule.ts'
import { storyAndReel } from '../../sandbox/support/wish.ts'
import { duplicateFile } from '../../host/builders.ts'
import { variantsOf } from '../canvas.ts'
import { type Seen, Witness } from './witness.ts'
import { apiKey, createWorld, otherKey } from '../world.ts'

/** What came of a schedule. */
export interface Verdict {
  /** What does not hold; empty where all is well. */
  readonly complaints: readonly string[]
  /** What was asked for, what the server made of it, and what was told to have come to nothing. */
  readonly jobs: number
  readonly tasks: number
  readonly unsent: number
  readonly lives: number
}

/** Between two of a designer's doings, once nothing goes on by itself. */
const breath = 3_000
/** How often a sensible person looks, and presses Continue and Retry. */
const patience = 4

/** Saves a key in Settings, for as long as the window is open. */
function useKey({ settings }: Life, key: string): void {
  settings.set({ ...settings.get(), apiKey: key })
}

/**
 * Plays a schedule; then the faults stop, the plugin is opened once more, and a designer sees to it.
 *
 * @param tell told of every step and of all that happens, for who wants to know how it came about
 */
export async function play(
  { seed, sources, ratios, isShared, isRemade, onTheWire, isPrompt, turns }: Schedule,
  tell: (line: string) => void = () => {},
): Promise<Verdict> {
  const world = createWorld({}, seed)
  const { clock, computer, hiapi } = world
  const witness = new Witness(world)
  const left = [...turns]
  let steps = 0
  let failingWrites = 0
  /** How many writes are still left before the one that fails; null where none is to. */
  let writesToFailure: number | null = null
  /** Saved in Settings meanwhile, the last one at the end. */
  const keys: string[] = []
  let lives = 0
  let wasRemade = false
  const next = { isDuplicate: false }

  const stopFaults = () => {
    hiapi.faults.clear()
    failingWrites = 0
    writesToFailure = null
  }

  /** One life, killed by the schedule or at its end. */
  async function live(isLast: boolean): Promise<void> {
    lives++
    tell(`== life ${lives}${isLast ? ', the last' : ''}`)
    let life: Life | null = null
    const seen = (): Seen => life?.engine.snapshot() ?? { jobs: [], notice: null, otherFiles: [] }

    const take = ({ event, n }: Turn) => {
      steps = 0
      left.shift()
      tell(`>> ${event} (${n})`)
      if (event === 'kill') {
        witness.look(seen())
        birth.kill()
      } else if (event === 'a duplicate is opened') {
        witness.look(seen())
        birth.kill()
        next.isDuplicate = true
      } else if (event === 'the storage is full') failingWrites = n
      else if (event === 'a storage write fails') writesToFailure = 3 * n
      else if (event === 'the API key is changed') {
        keys.push(n % 2 === 0 ? apiKey : otherKey)
        if (life !== null) useKey(life, keys.at(-1) ?? apiKey)
      } else if (jumpOf(event) !== null) computer.jump(jumpOf(event) ?? 0)
      else if (isDeed(event)) {
        // The editor is not the designer's while the plugin half runs.
        queueMicrotask(() => witness.allow(seen(), () => perform(event, n, world)))
      } else strike(event, hiapi.faults, n)
    }

    const birth = openLife(world, {
      onTheWire,
      onStep: ({ kind, what }) => {
        tell(`${kind} ${what}`)
        const [turn] = left
        if (turn !== undefined && steps++ >= turn.after) take(turn)
        if (kind === 'storage about to be written' && failingWrites > 0) {
          failingWrites--
          throw new Error('in setAsync: the storage quota of 5 MB is exceeded')
        }
        if (kind === 'storage about to be written' && writesToFailure !== null) {
          if (writesToFailure-- > 0) return
          writesToFailure = null
          throw new Error('in setAsync: it could not be written')
        }
      },
    })

    const course = async () => {
      life = await birth.life
      await life.recover()
      if (wasRemade) witness.forgetTraceless()
      if (witness.seesNothing(seen().jobs)) {
        const wish = isShared ? { targets: storyAndReel } : {}
        await life.generate(world.sources.slice(0, sources), ratios, wish)
        witness.press(seen().jobs)
      }
      await life.atRest()
      witness.look(seen())
      if (isRemade && !wasRemade) await makeAnew(life)
      for (let [turn] = left; turn !== undefined; [turn] = left) {
        take(turn)
        await clock.sleep(breath)
        await life.atRest()
      }
      stopFaults()
      if (isLast || isPrompt) await seeTo(life)
      await clock.sleep(breath)
      witness.look(seen())
    }
    await clock.run(Promise.race([birth.over, course()]))
    if (onTheWire === 'arrives') await clock.advance(1_000)
    if (isLast) witness.complaints.push(...(await witness.verdict(seen())))
    birth.kill()
  }

  /** Has all pictures that are there made again, in place. */
  async function makeAnew(life: Life): Promise<void> {
    const done = variantsOf(world.document)
      .filter(({ recipe }) => recipe.progress.state === 'done')
      .map(({ node }) => node)
    if (done.length === 0) return
    wasRemade = true
    tell(`.. made again: ${done.join(', ')}`)
    await life.remake(done, 'in-place')
    witness.pressAnew(life.engine.snapshot().jobs)
    await life.atRest()
  }

  /** Opens the plugin in a copy of the file, where it is to leave everything as it is. */
  async function visitDuplicate(): Promise<void> {
    next.isDuplicate = false
    // What the last window had on the wire is none of the duplicate's doing.
    await clock.advance(1_000)
    const document = duplicateFile(world.document)
    const traces = () => JSON.stringify([hiapi.requests.length, world.storage, document])
    const before = traces()
    const birth = openLife({ ...world, document })
    const course = async () => {
      const life = await birth.life
      await life.recover()
      await clock.sleep(breath)
    }
    await clock.run(course())
    birth.kill()
    if (traces() !== before) witness.complaints.push('a duplicate of the file went on with its run')
  }

  async function seeTo(life: Life): Promise<void> {
    for (let times = 0; times < patience; times++) {
      for (const { file, similarity } of life.engine.snapshot().otherFiles) {
        if (similarity !== 'none') await life.engine.takeOver(file)
      }
      // What may be at the other account is only to be had with the other key.
      if (keys.length > 0) useKey(life, times % 2 === 0 ? otherKey : apiKey)
      const { jobs, notice } = life.engine.snapshot()
      tell(`.. ${JSON.stringify([notice, ...jobs.map(({ plan, state }) => [plan.id, state])])}`)
      if (notice?.kind === 'paused') life.engine.resume()
      for (const { plan, state } of jobs) {
        if (state.name === 'failed' && state.failure.remedy !== 'new-task') {
          life.engine.retry(plan.id)
        }
      }
      // A press is taken up a moment later.
      await clock.sleep(breath)
      await life.atRest()
    }
  }

  while (left.length > 0) {
    await live(false)
    if (next.isDuplicate) await visitDuplicate()
  }
  stopFaults()
  await live(true)
  return {
    complaints: [...new Set(witness.complaints)],
    jobs: witness.asked,
    tasks: hiapi.tasks.size,
    unsent: witness.unsent,
    lives,
  }
}
