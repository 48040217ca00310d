import { readFileSync, writeFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'

export interface MemoryWatch {
  /** Megabytes by which a process that draws pages has grown at the most since the watch began. */
  peak(): number
}

/**
 * Watches the memory of all processes that draw pages: what the system holds for them (resident set),
 * so decoded pictures, canvases and buffers as well as the heap of scripts. Of each process the peak is
 * kept by the system itself (`VmHWM` in proc(5), started again through `clear_refs`), so that no moment is
 * missed. Only Linux tells it; elsewhere the peak is 0.
 */
export async function watchMemory(browser: Browser): Promise<MemoryWatch> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  if (process.platform !== 'linux') return { peak: () => 0 }
  const before = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      writeFileSync(`/proc/${String(id)}/clear_refs`, '5')
      return { id, size: read(id, 'VmRSS') }
    })
  return {
    peak: () => Math.max(...before.map(({ id, size }) => read(id, 'VmHWM') - size)),
  }
}

function read(id: number, name: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${String(id)}/status`, 'utf8')
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]
  if (kilobytes === undefined) throw new Error(`No ${name} of process ${String(id)}`)
  return Number(kilobytes) / 1024
}
