import { signal } from '@preact/signals'
import type { PluginClient } from '../../../contract/protocol/client.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import type { JobId, NodeId } from '../../../contract/model/ids.ts'
import {
  chosenText,
  flippedText,
  keptText,
  restoredText,
  selectedText,
  touchedText,
} from './text.ts'
import { isStillMeant } from '../../state/launch-command.ts'
import { doneOf, NothingDoneError, notDone } from './skipped-swaps.ts'
import type {
  Asked,
  Opened,
  SwapEnding,
  SwapReview,
  SwapReviewSnapshot,
  SwapReviewReports,
} from './swap-review-snapshot.ts'
import { countSwaps, selectSwaps } from './swaps-on-page.ts'
import { sideAfterFlip, wholeSwaps } from './swaps.ts'
import type { SwapInfo } from '../../../contract/model/swap.ts'
import type { CallProblem } from '../../state/text.ts'
import type { Command } from '../../../contract/protocol/commands.ts'

const endings = {
  restore: { procedure: 'restore', problem: 'restore', text: restoredText },
  keep: { procedure: 'keepRender', problem: 'keepRender', text: keptText },
} as const

/** What is known of swaps before they are read. */
const nothingRead = { orphanedOriginals: [], unclear: [], question: null } as const

export function createSwapReview(
  plugin: PluginClient,
  opened: Opened,
  reports: SwapReviewReports,
): SwapReview {
  const current = signal<SwapReviewSnapshot>({
    nodes: opened.swaps,
    swaps: opened.swaps.length === 0 ? [] : null,
    ...nothingRead,
    picked: null,
    isComparing: false,
    onPage: 0,
    note: '',
  })
  /** The command of a button on the canvas; null once it is done, or no longer applies. */
  let command: Command | null = opened.swaps.length === 0 ? null : opened.command
  let watchers = 0
  /** How many swaps the page had at the last look since the note was said. */
  let lastCount = Infinity
  let last = Promise.resolve()
  /** The read that waits at the end of the queue; another one there would find the same. */
  let waiting: object | null = null

  function update(change: Partial<SwapReviewSnapshot>): void {
    current.value = { ...current.peek(), ...change }
  }

  function say(note: string): void {
    lastCount = Infinity
    update({ note })
    reports.say(note)
  }

  /** Puts a step at the end of the queue. No step rejects. */
  function queue(step: () => Promise<void>): void {
    last = last.then(step)
  }

  function refresh(): void {
    if (waiting !== null) return
    const mine = {}
    waiting = mine
    queue(async () => {
      if (waiting === mine) waiting = null
      await (current.peek().nodes.length > 0 ? read() : look())
    })
  }

  async function read(): Promise<void> {
    const { nodes } = current.peek()
    try {
      const { swaps, orphanedOriginals, unclear } = await plugin.call('readSwaps', {
        nodes: [...nodes],
      })
      if (current.peek().nodes !== nodes) return
      // A question is withdrawn as soon as one of the swaps that it names is gone.
      const there = new Set([
        ...swaps.map(({ render }) => render),
        ...orphanedOriginals.map(({ original }) => original),
      ])
      const isStanding =
        current.peek().question?.asked.every(({ node }) => there.has(node)) === true
      update({
        swaps,
        orphanedOriginals,
        unclear,
        question: isStanding ? current.peek().question : null,
      })
    } catch (error) {
      console.warn('The swaps could not be read.', error)
      if (current.peek().nodes !== nodes) return
      update({ swaps: [], ...nothingRead })
      reports.problem('swaps')
    }
    if (current.peek().nodes === nodes) runLaunchCommand()
  }

  async function look(): Promise<void> {
    if (watchers === 0) return
    const onPage = await countSwaps(plugin)
    // One more swap: an undo has brought it back, and the note is no longer true.
    if (onPage > lastCount) update({ note: '' })
    lastCount = onPage
    update({ onPage })
  }

  /** Runs the command of a button on the canvas, now that its swaps are read. */
  function runLaunchCommand(): void {
    const meant = command
    command = null
    const { swaps, orphanedOriginals, unclear } = current.peek()
    if (meant === null || swaps === null) return
    if (meant !== 'flip' && meant !== 'compare' && meant !== 'restore-original') return
    if (swaps.length + orphanedOriginals.length === 0) {
      reports.problem(unclear.length > 0 ? 'swapUnclear' : 'swapGone')
    } else if (meant === 'flip') flip()
    else if (meant === 'compare') update({ isComparing: true })
    else end('restore')
  }

  /**
   * Queues a step on the present selection, and skips it if something else is selected by then. `step`
   * returns the sentence to say, null for none.
   */
  function act(
    problem: CallProblem,
    step: (swaps: readonly SwapInfo[]) => Promise<string | null>,
  ): void {
    const { nodes } = current.peek()
    waiting = null
    reports.problem(null)
    queue(async () => {
      const { nodes: now, swaps } = current.peek()
      if (now !== nodes || swaps === null) return
      try {
        const text = await step(swaps)
        if (text !== null) say(text)
      } catch (error) {
        console.warn('A swap stays as it is.', error)
        if (error instanceof NothingDoneError) reports.problem(error.problem)
        else if (error instanceof PluginError && error.code === 'swap-gone') {
          reports.problem('swapGone')
        } else reports.problem(problem)
      }
    })
    refresh()
  }

  function flip(): void {
    if (current.peek().nodes.length === 0) return
    act('flip', async (swaps) => {
      const renders = wholeSwaps(swaps).map(({ render }) => render)
      if (renders.length === 0) return null
      const to = sideAfterFlip(swaps)
      const left = { ...(await plugin.call('flip', { renders, to })), touched: [], locked: [] }
      const text = flippedText(doneOf(renders, left), to, left)
      reports.say(text)
      // The heading already says which side is shown.
      update({ note: notDone(left).length === 0 ? '' : text })
      return null
    })
  }

  function end(ending: SwapEnding): void {
    const asked = askedOf(ending)
    if (asked.length === 0) return
    if (ending === 'keep' || asked.some(({ agreed }) => agreed !== '')) ask(ending, asked)
    // Nothing of the designer's own is known to be lost. If something is by then, a question follows.
    else carryOut(ending, asked)
  }

  function ask(ending: SwapEnding, asked: Asked): void {
    update({ question: asked.length === 0 ? null : { ending, asked }, note: '' })
  }

  /** All swaps that can be ended, with what would be lost with each as last read. */
  function askedOf(ending: SwapEnding): Asked {
    const left = ending === 'restore' ? current.peek().orphanedOriginals : []
    return [
      ...wholeSwaps(current.peek().swaps ?? []).map(({ render, goes }) => {
        return { node: render, agreed: goes[ending] }
      }),
      ...left.map(({ original }) => ({ node: original, agreed: '' })),
    ]
  }

  function carryOut(ending: SwapEnding, asked: Asked): void {
    const { procedure, problem, text } = endings[ending]
    const { nodes } = current.peek()
    act(problem, async () => {
      const left = await plugin.call(procedure, { swaps: [...asked] })
      const all = asked.map(({ node }) => node)
      if (left.touched.length > 0) {
        await read()
        if (current.peek().nodes !== nodes) return null
        ask(
          ending,
          askedOf(ending).filter(({ node }) => left.touched.includes(node)),
        )
        if (left.touched.length === all.length) return touchedText
      }
      return text(doneOf(all, left), left)
    })
  }

  function pick(job: JobId): void {
    update({ picked: job })
    act('choose', async (swaps) => {
      const [swap, ...others] = swaps
      if (swap === undefined || others.length > 0 || current.peek().picked !== job) return null
      try {
        const { render, choices } = swap
        const chosen = choices.find((choice) => choice.job === job)
        const scrim = chosen && (await reports.scrimBy?.(render, chosen))
        await plugin.call('choosePicture', { render, job, scrim })
      } finally {
        if (current.peek().picked === job) update({ picked: null })
      }
      const index = swap.choices.findIndex((choice) => choice.job === job)
      return chosenText(index, swap.choices.length)
    })
  }

  async function selectEvery(): Promise<void> {
    try {
      say(selectedText(await selectSwaps(plugin)))
    } catch (error) {
      console.warn('The swaps of this page could not be selected.', error)
      reports.problem('findSwaps')
    }
  }

  if (command !== null) refresh()

  return {
    current,
    select(nodes) {
      if (!isStillMeant(opened.swaps, nodes)) command = null
      if (nodes.join() !== current.peek().nodes.join()) {
        const swaps = nodes.length === 0 ? [] : null
        // The note about swaps that are gone stays visible.
        const note = nodes.length === 0 ? current.peek().note : ''
        update({ nodes, swaps, ...nothingRead, picked: null, note })
      }
      refresh()
    },
    refresh,
    changed({ nodes, added, removed }) {
      const ends = (current.peek().swaps ?? []).flatMap(({ render, original }) => [
        render,
        original,
      ])
      const known = new Set<NodeId | null>([...current.peek().nodes, ...ends])
      if (added || removed || nodes.some((node) => known.has(node))) refresh()
    },
    watch() {
      watchers++
      refresh()
      return () => {
        watchers--
      }
    },
    flip,
    pick,
    end,
    confirm() {
      const { question } = current.peek()
      if (question === null) return
      update({ question: null })
      carryOut(question.ending, question.asked)
    },
    cancel() {
      update({ question: null, note: '' })
    },
    compare(isComparing) {
      update({ isComparing })
    },
    selectAll() {
      reports.problem(null)
      queue(selectEvery)
    },
  }
}
