import type { JobId } from '../../contract/model/ids.ts'
import type { Handlers } from '../../contract/protocol/server.ts'
import { createLedger } from '../storage/ledger.ts'
import { createPlacedJobs } from '../storage/placed-jobs.ts'
import { createPlacedTasks } from '../storage/placed-tasks.ts'
import { createSpendingBook } from '../storage/spending.ts'
import type { Emit, CanvasEvents } from './canvas-events.ts'
import { inTurn } from './in-turn.ts'
import { jobHandlers } from './job-handlers.ts'
import { liveTextHandlers } from './live-text-handlers.ts'
import { recoveryHandlers } from './recovery-handlers.ts'
import { selectionHandlers } from './selection-handlers.ts'
import { storedHandlers } from './stored-handlers.ts'
import { swapHandlers } from './swap-handlers.ts'
import { variantHandlers } from './variant-handlers.ts'
import { type Started, windowHandlers } from './window-handlers.ts'

/**
 * All procedures, for each window that is opened.
 *
 * @param now milliseconds since 1970
 */
export function createHandlers(
  figma: PluginAPI,
  events: CanvasEvents,
  emit: Emit,
  now: () => number,
): (started: Started) => Handlers {
  const storage = figma.clientStorage
  const stores = {
    ledger: createLedger(storage, now),
    receipts: createPlacedTasks(storage, now),
    placedJobs: createPlacedJobs(storage, now),
  }
  const spendings = createSpendingBook(storage, now)
  const turns = new Map<JobId, Promise<void>>()
  return (started) => {
    const { load, handlers: stored } = storedHandlers({ figma, spendings })
    return inTurn(
      {
        ...windowHandlers({ figma, events, load }, started),
        ...stored,
        ...selectionHandlers(figma),
        ...jobHandlers({ figma, stores, spendings, events, emit }),
        ...recoveryHandlers(figma, stores),
        ...variantHandlers(figma, events),
        ...liveTextHandlers(figma),
        ...swapHandlers(figma, events),
      },
      turns,
    )
  }
}
