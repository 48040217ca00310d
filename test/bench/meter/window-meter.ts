import type { CDPSession, Frame, Page } from 'playwright-core'
import { type Block, watchBlocks } from './blocks.ts'

/** How often the heap is looked at, in milliseconds: often enough to see what one picture takes. */
const every = 200

/** Bytes of the window's heap, the buffers and the DOM that belong to it counted in. */
export interface Heap {
  readonly before: number
  readonly peak: number
  readonly after: number
}

export interface WindowFigures {
  readonly heap: Heap
  /** Every task of the window's thread that took 50 ms and more. */
  readonly blocks: readonly Block[]
}

/** Watches the plugin's window while it works. */
export interface WindowMeter {
  stop(): Promise<WindowFigures>
}

/**
 * Starts watching the window's heap and thread. Chromium gives a sandboxed frame a process of its
 * own, so neither has anything of the stand-in in it; where it does not, this throws.
 */
export async function watchWindow(page: Page): Promise<WindowMeter> {
  const frame = await frameOf(page)
  const session = await page.context().newCDPSession(frame)
  const before = await settledHeap(session)
  const trace = await watchBlocks(page, frame)
  let peak = before
  let sampling: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    sampling = sampling.then(async () => {
      peak = Math.max(peak, await heap(session))
    })
  }, every)
  return {
    async stop() {
      clearInterval(timer)
      await sampling
      const blocks = await trace.stop()
      return { heap: { before, peak, after: await settledHeap(session) }, blocks }
    },
  }
}

async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.locator('iframe').elementHandle()).contentFrame()
  if (!frame) throw new Error('The plugin has no window')
  return frame
}

async function settledHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return heap(session)
}

async function heap(session: CDPSession): Promise<number> {
  const usage = await session.send('Runtime.getHeapUsage')
  return usage.usedSize + usage.embedderHeapUsedSize + usage.backingStorageSize
}
