import { readFileSync } from 'node:fs'
import { setTimeout as realSleep } from 'node:timers/promises'
import { NodeId } from '../../contract/model/ids.ts'
import type { PlacedBlock } from '../../contract/model/live-text.ts'
import type { UsableSource } from '../../contract/model/source.ts'
import type { SourceLive } from '../../ui/engine/planning/order.ts'
import { addFrame, addText } from '../host/builders.ts'
import type { HostDocument } from '../host/document/document.ts'
import type { Props } from '../host/document/types.ts'
import type { Clock } from '../host/clock.ts'
import { realClock } from '../host/clock.ts'
import { addPoster, fullSize } from '../sandbox/support/frames.ts'
import { createRig } from '../sandbox/support/rig.ts'
import { orderFor } from '../sandbox/support/wish.ts'

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

/**
 * How long the plugin half holds Figma’s thread in a run of 200 jobs, in milliseconds of work.
 *
 * @param isLive whether each source has four texts that stay live
 */
export async function measureThread(isLive = false): Promise<ThreadFigures> {
  const rig = await createRig({ pictureScale: 0.02, keepBodies: false }, { hostClock: computed })
  try {
    rig.settings = { ...rig.settings, tasksAtOnce: 10 }
    const lives = new Map<string, SourceLive>()
    const frames = Array.from({ length: sourceCount }, (_, index) => {
      const poster = addPoster(rig.document, `Source ${String(index)}`, {
        ...fullSize,
        y: index * 2_400,
      })
      if (isLive) lives.set(poster, addTexts(rig.document, poster))
      return poster
    })
    rig.person.select(frames)
    const { sources } = await rig.open()
    await realSleep(quiet)
    const selecting = rig.run.longestOwnBlockMs
    rig.run.forgetBlocks()
    const usable = sources.filter((source): source is UsableSource => source.usable)
    for (const { id } of isLive ? usable : []) {
      await rig.caller.call('readLiveText', { source: id, purpose: 'variants' })
    }
    rig.engine.start(orderFor(usable, { ratios, live: (source) => lives.get(source) }))
    await rig.settled()
    return { selecting, longest: rig.run.longestOwnBlockMs, all: rig.run.ownMs }
  } finally {
    await rig.close()
  }
}

/** Four texts, one of them with its own font and one in a button. */
function addTexts(document: HostDocument, poster: string): SourceLive {
  const fontName = { family: 'Inter', style: 'Bold' }
  const add = (characters: string, y: number, more: Partial<Props> = {}) =>
    addText(document, poster, { name: characters, characters, x: 40, y, fontSize: 28, ...more })
  const place = { x: 40, y: 700, width: 160, height: 50 }
  const button = addFrame(document, poster, { name: 'Button', ...place })
  addText(document, button, { name: 'Buy', characters: 'Buy now', x: 20, y: 12, fontSize: 20 })
  const all = [
    add('Summer sale', 80, { fontSize: 64, fontName }),
    add('Only today, and only in this shop', 180),
    add('From 9 €', 620),
    button,
  ]
  const blocks = all.map((id) => NodeId.parse(id))
  const placed = blocks.map((id, index): PlacedBlock => {
    const box = { x: 20, y: 20 + index * 60, width: 180, height: 50, scale: 0.4, wraps: true }
    return { id, ...box, horizontal: 'MIN', vertical: 'MIN', isLeftOut: false }
  })
  return { blocks, off: [], layoutFor: () => placed, clauseFor: () => 'Keep it plain.' }
}
