import { readFileSync } from 'node:fs'
import { setTimeout as realSleep } from 'node:timers/promises'
import type { UsableSource } from '../../contract/model/source.ts'
import type { Clock } from '../host/clock.ts'
import { realClock } from '../host/clock.ts'
import { addPoster } from '../sandbox/frames.ts'
import { createRig } from '../sandbox/rig.ts'
import { orderFor } from '../sandbox/wish.ts'

const sourceCount = 20
const ratios = ['1:1', '3:2', '2:3', '4:3', '3:4', '5:4', '4:5', '16:9', '9:16', '2:1'] as const

/** What this thread computed so far: other programs that want the cores too don't count. Linux alone tells it. */
const computed: Clock = {
  ...realClock,
  now: () => Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6,
}

/** More than the plugin half waits before it tells of changes together, in milliseconds. */
const quiet = 500

export interface ThreadFigures {
  /** The longest stretch while the plugin opens and twenty frames are selected. */
  readonly selecting: number
  /** The longest one from the press of Generate until the last picture is there. */
  readonly longest: number
  /** All of those together. */
  readonly all: number
}

/** How long the plugin half holds Figma's thread in a run of 200 jobs, in milliseconds of work. */
export async function measureThread(): Promise<ThreadFigures> {
  const rig = await createRig({ pictureScale: 0.02, keepBodies: false }, { hostClock: computed })
  try {
    rig.settings = { ...rig.settings, tasksAtOnce: 10 }
    const frames = Array.from({ length: sourceCount }, (_, index) =>
      addPoster(rig.document, `Source ${String(index)}`, { y: index * 2_400 }),
    )
    rig.person.select(frames)
    const { sources } = await rig.open()
    await realSleep(quiet)
    const selecting = rig.run.longestOwnBlockMs
    rig.run.forgetBlocks()
    const usable = sources.filter((source): source is UsableSource => source.usable)
    rig.engine.start(orderFor(usable, { ratios }))
    await rig.settled()
    return { selecting, longest: rig.run.longestOwnBlockMs, all: rig.run.ownMs }
  } finally {
    await rig.close()
  }
}
