import * as z from 'zod/mini'
import { createCanvasWatch } from './selection/canvas-watch.ts'
import { capture, captureLayer, thumbnail } from './selection/capture.ts'
import { fileOf, readMark, renewMark } from './plugin-data/file-id.ts'
import { choose } from './swaps/choose-picture.ts'
import { flip } from './swaps/flip.ts'
import { captureReference } from './selection/capture-reference.ts'
import { createGuideCare } from './guides/sync-guides.ts'
import { drawGuides } from './guides/draw-guides.ts'
import { keepImage, readImage } from './canvas/images.ts'
import { keepRender } from './swaps/keep-render.ts'
import { findVariants, readRecipes } from './variants/describe-variants.ts'
import { findSwaps, readSwaps } from './swaps/describe-swaps.ts'
import { place } from './jobs/place.ts'
import { findPlaced } from './jobs/find-placed.ts'
import { dropPending } from './plugin-data/recipes.ts'
import { refocus } from './variants/move-focal-point.ts'
import { reserve } from './jobs/reserve.ts'
import { restore } from './swaps/restore.ts'
import { describeSelection } from './selection/describe-selection.ts'
import { show } from './selection/show-nodes.ts'
import { readTexts } from './selection/read-texts.ts'
import { findUndone, notePlaced } from './jobs/find-undone.ts'
import { findUnfinished } from './jobs/find-unfinished.ts'
import { markFailed, recordProgress, release } from './jobs/record.ts'
import { addresses } from './handlers/links.ts'
import type { Port } from '../contract/protocol/envelope.ts'
import { PluginError } from '../contract/protocol/plugin-error.ts'
import type { NodeId, TaskId } from '../contract/model/ids.ts'
import type { JobRef, LedgerRun } from '../contract/model/ledger.ts'
import { emptyLibrary } from '../contract/model/library.ts'
import { type Announcer, type Handlers, serve } from '../contract/protocol/server.ts'
import { defaultSettings } from '../contract/model/settings.ts'
import { createLedger } from './storage/ledger.ts'
import { loadLibrary, saveLibrary } from './storage/library.ts'
import { ownerOf, readOwner } from './storage/owner-id.ts'
import { createPlaced } from './storage/placed-jobs.ts'
import { createReceipts } from './storage/placed-tasks.ts'
import { loadSettings, saveSettings } from './storage/settings.ts'
import { createSpendingBook } from './storage/spending.ts'
import { inTurn } from './handlers/in-turn.ts'
import { Command } from '../contract/protocol/commands.ts'
import type { EventOf, RequestOf, ResponseOf } from '../contract/protocol/procedures.ts'

// Figma's sandbox forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true })

figma.on('run', ({ command }) => {
  figma.showUI(__html__, { width: 360, height: 640, themeColors: true, title: 'Restage' })
  const startedOn = describeSelection(figma).sources.map(({ id }) => id)
  const handlers = inTurn(handlersFor({ command: commandOf(command), startedOn }))
  window = serve(port, handlers, ({ message }) => {
    console.error(message)
  })
  canvas.follow()
})

figma.on('selectionchange', selectionChanged)
figma.on('currentpagechange', () => {
  canvas.follow()
  // What became of it while nobody listened, nobody knows.
  announce('canvas', { nodes: [], added: true, removed: true })
  selectionChanged()
})

/** The window that is open: Figma can run the plugin more than once, each time with a new one. */
let window: Announcer | null = null
let order = 0

const announce: Announcer['announce'] = (name, body) => {
  window?.announce(name, body)
}

function selectionNow(): EventOf<'selection'> {
  return { ...describeSelection(figma), order: ++order }
}

/** Also called when the same layers are selected, and are something else than before. */
function selectionChanged(): void {
  announce('selection', selectionNow())
  void tendGuides()
}

const canvas = createCanvasWatch(figma, (change, isOfSelection) => {
  if (change.added || change.nodes.length > 0) announce('canvas', change)
  // Guides are left as they are: an edit that follows an undo would end what can be redone.
  if (isOfSelection) announce('selection', selectionNow())
})

const port: Port = {
  send: (message) => {
    figma.ui.postMessage(message)
  },
  receive: (listener) => {
    figma.ui.onmessage = (message: unknown) => {
      listener(message)
    }
  },
}

const now = () => Date.now()
const ledger = createLedger(figma.clientStorage, now)
const receipts = createReceipts(figma.clientStorage, now)
const placedJobs = createPlaced(figma.clientStorage, now)
const spendings = createSpendingBook(figma.clientStorage, now)
const guides = createGuideCare(figma)

/** As the window knows them: another one, of another file, may have changed what is kept since. */
const lastKnown = { settings: defaultSettings, library: emptyLibrary }

/** @param started what Restage was started for, and on which layers */
function handlersFor(started: Pick<ResponseOf<'open'>, 'command' | 'startedOn'>): Handlers {
  return {
    open: async () => {
      lastKnown.settings = await loadSettings(figma.clientStorage)
      // The window opens without them too: what is kept of them stays as it is.
      lastKnown.library = await loadLibrary(figma.clientStorage).catch(without(emptyLibrary))
      const nothing = { month: '', pictures: 0, dollars: 0 }
      const spending = await spendings.thisMonth().catch(without(nothing))
      return { ...started, ...lastKnown, spending, ...selectionNow() }
    },
    saveLibrary: async ({ library }) => {
      await saveLibrary(figma.clientStorage, library, lastKnown.library)
      lastKnown.library = library
      return {}
    },
    saveSettings: async ({ settings }) => {
      await saveSettings(figma.clientStorage, settings, lastKnown.settings)
      lastKnown.settings = settings
      return {}
    },
    thumbnail: async ({ source, longEdge }) => ({
      bytes: await thumbnail(figma, source, longEdge),
    }),
    capture: ({ source }) => capture(figma, source),
    captureLayer: ({ layer }) => captureLayer(figma, layer),
    captureReference: async ({ node, longEdge }) => ({
      bytes: await captureReference(figma, node, longEdge),
    }),
    readTexts: async ({ source }) => ({ texts: await readTexts(figma, source) }),
    keepReference: ({ bytes }) => ({ hash: keepImage(figma, bytes).hash }),
    readReference: async ({ hash }) => ({ bytes: await readImage(figma, hash) }),
    begin: async ({ file, owner, entries }) => {
      await ownerOf(figma.clientStorage, owner)
      await ledger.add(fileOf(figma, file), entries)
      return {}
    },
    reserve: async (request) => {
      const { run, reference, reservations } = request
      const owner = await readOwner(figma.clientStorage)
      const known = { owner, receipts: await receipts.all() }
      return reserve(figma, request, known, async (variants) => {
        const changes = reservations.map(({ job, parts }, index) => {
          const nodes = variants[index]?.nodes ?? []
          const made = parts.map((part, at) => ({ ...part, node: nodes[at] ?? null }))
          return ledger.change({ run, job }, { parts: made, reference })
        })
        await Promise.all(changes)
      })
    },
    record: async (known) => {
      const { run, job, nodes, request, reference, submission, account, stopped } = known
      let recorded
      try {
        const change = { request, reference, submission, account, stopped }
        if (!(await ledger.change({ run, job }, change))) throw new PluginError('entry-missing')
      } finally {
        void countSpending(known)
        recorded = await recordProgress(figma, job, nodes, { request, reference, submission })
      }
      return recorded
    },
    place: async (request) => {
      const placed = await place(figma, request, (owner) => {
        notePlaced(figma, owner, request.job)
      })
      await settle(request, { task: request.task })
      if (placed.moved.length > 0) selectionChanged()
      return placed
    },
    fail: async (request) => {
      try {
        return await markFailed(figma, { ...request, nodes: await framesOf(request) })
      } finally {
        // Without a reason, its picture was placed elsewhere.
        if (request.settled) await settle(request, { isGivenUp: request.reason !== '' })
      }
    },
    release: async (ref) => {
      try {
        return await release(figma, ref.job, await framesOf(ref))
      } finally {
        await settle(ref, { isGivenUp: true })
      }
    },
    findPlaced: ({ jobs }) => findPlaced(figma, jobs),
    readRecipes: async ({ nodes }) => ({ variants: await readRecipes(figma, nodes) }),
    findVariants: ({ source }) => ({ nodes: findVariants(figma, source) }),
    refocus: async ({ node, focalPoint }) => {
      await refocus(figma, node, focalPoint)
      return {}
    },
    drawGuides: async (request) => {
      const drawn = await drawGuides(figma, request)
      await tendGuides()
      return drawn
    },
    readSwaps: ({ nodes }) => readSwaps(figma, nodes),
    findSwaps: () => ({ nodes: findSwaps(figma) }),
    flip: ({ renders, to }) => flip(figma, renders, to).finally(selectionChanged),
    restore: ({ swaps }) => restore(figma, swaps).finally(selectionChanged),
    keepRender: ({ swaps }) => keepRender(figma, swaps).finally(selectionChanged),
    choose: async ({ render, job }) => {
      await choose(figma, render, job)
      return {}
    },
    recover: async () => {
      const { runs, unreadable } = await ledger.read()
      const owner = await readOwner(figma.clientStorage)
      const known = { runs, owner, receipts: await receipts.all() }
      const file = readMark(figma)?.id ?? null
      const { settled, ...found } = await findUnfinished(figma, known, file)
      for (const { task, variants, ...ref } of settled) {
        for (const { kind, node } of variants) {
          if (kind !== 'coming') dropPending(node, ref.job)
        }
        await settle(ref, { task })
      }
      const kept = file === null ? [] : await placedJobs.in(file)
      const entries = [
        ...runs.flatMap((run) => run.entries),
        ...found.jobs.map(({ entry }) => entry),
      ]
      const told = new Set(entries.map(({ job }) => job))
      const undone = await findUndone(figma, owner, kept, told)
      return { ...found, jobs: [...found.jobs, ...undone], unreadable }
    },
    takeOver: async ({ file, fresh }) => {
      await ledger.move(file, fileOf(figma, fresh))
      return {}
    },
    setApart: ({ file, fresh }) => {
      // It may have got one meanwhile, with a run of its own.
      if (readMark(figma)?.id === file) renewMark(figma, fresh)
      return {}
    },
    forget: async ({ file }) => {
      await ledger.forget(file)
      return {}
    },
    show: async ({ nodes }) => ({ shown: await show(figma, nodes) }),
    openLink: ({ link }) => {
      figma.openExternal(addresses[link])
      return {}
    },
    resize: ({ width, height }) => {
      figma.ui.resize(width, height)
      return {}
    },
    close: () => {
      // After the answer has left: nothing can be sent from a closed plugin.
      setTimeout(() => {
        figma.closePlugin()
      }, 0)
      return {}
    },
  }
}

/**
 * Takes a job out of the ledger. The document comes first and already tells the end of it: an entry
 * that can't be removed now is found to be settled when the plugin opens again.
 */
async function settle(
  ref: JobRef,
  { task, isGivenUp = false }: { task?: TaskId; isGivenUp?: boolean },
): Promise<void> {
  try {
    if (task !== undefined) await receipts.add(ref.job, task)
    if (isGivenUp) await placedJobs.drop(ref.job)
    await ledger.remove(ref, task, async (run) => {
      if (task !== undefined) await rememberPlaced(run, task)
    })
  } catch (error) {
    console.warn('A settled job stays in the ledger.', error)
  }
}

/** A job's frames as the window knows them or, where it has not heard of any, the ledger. */
async function framesOf({ nodes, ...ref }: RequestOf<'release'>): Promise<NodeId[]> {
  if (nodes.length > 0) return nodes
  const run = await ledger.find(ref).catch(without(null))
  return run?.entries[0]?.parts.flatMap(({ node }) => node ?? []) ?? []
}

/** Without it a picture is only not offered again where an undo takes its frame as well. */
async function rememberPlaced(run: LedgerRun | null, task: TaskId): Promise<void> {
  try {
    await placedJobs.add(run, task)
  } catch (error) {
    console.warn('How a picture was made is not kept.', error)
  }
}

/** No guide is worth holding anything up for. */
async function tendGuides(): Promise<void> {
  try {
    await guides.tend()
  } catch (error) {
    console.warn('A safe zone may stand off its variant.', error)
  }
}

/** What a task costs is the window's to show; a job is not to fail of it. */
async function countSpending({ submission, price }: RequestOf<'record'>): Promise<void> {
  if (submission.state !== 'created') return
  try {
    const spending = await spendings.count(submission.task, submission.at, price)
    if (spending !== null) announce('spending', spending)
  } catch (error) {
    console.warn('A task is not counted in its month.', error)
  }
}

/** Goes on with something in the stead of what could not be read. */
function without<Value>(fallback: Value): (error: unknown) => Value {
  return (error) => {
    console.warn('What is kept could not be read.', error)
    return fallback
  }
}

/** A run without a command, or with one of another version's manifest, is a plain start. */
function commandOf(command: unknown): Command {
  const decoded = Command.safeParse(command)
  return decoded.success ? decoded.data : 'generate'
}
