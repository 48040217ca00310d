import type { Frame, Page } from 'playwright-core'

/** One task of a thread, in milliseconds. */
export interface Block {
  /** From its begin to its end by the clock: what somebody who types then would wait. */
  readonly clock: number
  /** What the thread computed in it. The rest, it waited for a core that others had. */
  readonly work: number
}

/** Shorter tasks keep nobody waiting (https://www.w3.org/TR/longtasks-1/). */
const shortest = 50

const mark = 'bench: this thread'

/** An event of Chromium's trace; times in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
}

/**
 * Watches the thread that a frame runs on, from now on, by Chromium's own trace: unlike the page's
 * observer of long tasks it tells work from waiting.
 */
export async function watchBlocks(
  page: Page,
  frame: Frame,
): Promise<{ stop(): Promise<readonly Block[]> }> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('There is no browser to trace')
  const session = await browser.newBrowserCDPSession()
  const marks: TraceEvent[] = []
  const tasks: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) {
      if (event.name === mark) marks.push(event)
      else if (isLong(event)) tasks.push(event)
    }
  })
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordAsMuchAsPossible',
      excludedCategories: ['*'],
      includedCategories: ['toplevel', 'blink.user_timing'],
    },
  })
  await frame.evaluate((name) => {
    performance.mark(name)
  }, mark)
  return {
    async stop() {
      const complete = new Promise<void>((resolve) => {
        session.once('Tracing.tracingComplete', ({ dataLossOccurred }) => {
          if (dataLossOccurred) console.warn('The trace is incomplete: blocks may be missing.')
          resolve()
        })
      })
      await session.send('Tracing.end')
      await complete
      await session.detach()
      const [here] = marks
      if (here === undefined) throw new Error('The trace knows nothing of the frame')
      return tasks
        .filter(({ pid, tid }) => pid === here.pid && tid === here.tid)
        .map(({ dur = 0, tdur = 0 }) => ({ clock: dur / 1000, work: tdur / 1000 }))
    },
  }
}

const isLong = ({ name, dur = 0 }: TraceEvent) =>
  name === 'ThreadControllerImpl::RunTask' && dur >= shortest * 1000
