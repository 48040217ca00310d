import type { Handlers } from '../../contract/protocol/server.ts'
import { createLedger } from '../storage/ledger.ts'
import { createPlaced } from '../storage/placed-jobs.ts'
import { createReceipts } from '../storage/placed-tasks.ts'
import { createSpendingBook } from '../storage/spending.ts'
import type { Announce, CanvasEvents } from './canvas-events.ts'
import { inTurn } from './in-turn.ts'
import { jobHandlers } from './job-handlers.ts'
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
  announce: Announce,
  now: () => number,
): (started: Started) => Handlers {
  const storage = figma.clientStorage
  const stores = {
    ledger: createLedger(storage, now),
    receipts: createReceipts(storage, now),
    placedJobs: createPlaced(storage, now),
  }
  const spendings = createSpendingBook(storage, now)
  const { load, handlers: stored } = storedHandlers(storage, spendings)
  return (started) =>
    inTurn({
      ...windowHandlers({ figma, events, load }, started),
      ...stored,
      ...selectionHandlers(figma),
      ...jobHandlers({ figma, stores, spendings, events, announce }),
      ...recoveryHandlers(figma, stores),
      ...variantHandlers(figma, events),
      ...swapHandlers(figma, events),
    })
}
