import { computed, effect, type ReadonlySignal } from '@preact/signals'
import type { SavedDraft } from '../../../contract/model/client-storage/saved-draft.ts'
import type { Clock } from '../../lib/clock.ts'
import { type Draft, emptyDraft } from './draft.ts'
import { type LiveDraft, noLiveDraft } from './live/live-draft.ts'
import { emptySwapDraft, type SwapDraft } from './swap-draft.ts'

interface Drafts {
  readonly variants: { readonly draft: ReadonlySignal<Draft> }
  readonly swap: { readonly draft: ReadonlySignal<SwapDraft> }
}

/** Milliseconds without a change before a draft is saved. */
const pause = 400

/**
 * So many characters of a prompt are saved. No model takes that many; but all that is stored shares 5 MB, and
 * a run can't begin without its place in them.
 */
const longest = 100_000

/** The drafts that a window opens with in a file that was worked on before. */
export function draftsFrom(saved: SavedDraft | null): {
  readonly draft: Draft
  readonly swap: SwapDraft
} {
  if (saved === null) return { draft: emptyDraft, swap: emptySwapDraft }
  const { swapPrompt, ratios, placements, swap, live, ...same } = saved
  return {
    draft: {
      ...emptyDraft,
      ...same,
      ratios: new Set(ratios),
      placements: new Set(placements),
      liveText: liveFrom(live?.variants),
    },
    swap: {
      ...emptySwapDraft,
      ...swap,
      prompt: swapPrompt,
      liveText: liveFrom(live?.swap),
    },
  }
}

type SavedLive = NonNullable<SavedDraft['live']>

function liveFrom(saved: SavedLive['swap'] | undefined): LiveDraft {
  return saved === undefined ? noLiveDraft : { ...saved, off: new Set(saved.off) }
}

/** At most this many unticked blocks are saved, because layers that are long gone may be among them. */
const mostOff = 200

function savedLive({ isOn, off }: LiveDraft): SavedLive['swap'] {
  return { isOn, off: [...off].slice(-mostOff) }
}

function savedFrom(draft: Draft, swap: SwapDraft): SavedDraft {
  const { prompt, ratios, placements, resolution, sizing, copies } = draft
  return {
    prompt: prompt.slice(0, longest),
    swapPrompt: swap.prompt.slice(0, longest),
    ratios: [...ratios],
    placements: [...placements],
    resolution,
    sizing,
    copies,
    swap: { resolution: swap.resolution, copies: swap.copies },
    ...(isChosen(draft.liveText) || isChosen(swap.liveText)
      ? { live: { variants: savedLive(draft.liveText), swap: savedLive(swap.liveText) } }
      : {}),
  }
}

function isChosen({ isOn, off }: LiveDraft): boolean {
  return isOn !== null || off.size > 0
}

/**
 * Saves the drafts whenever they have changed, after a pause.
 *
 * @param keep saves them; a failure only reaches the console, because drafts are a convenience
 * @returns stops it
 */
export function keepDrafts(
  { variants, swap }: Drafts,
  clock: Pick<Clock, 'sleep'>,
  keep: (draft: SavedDraft) => Promise<unknown>,
): () => void {
  const current = computed(() => JSON.stringify(savedFrom(variants.draft.value, swap.draft.value)))
  const first = current.peek()
  let isChanged = false
  return effect(() => {
    // Read in every run: an effect runs again only for signals that it has read.
    const now = current.value
    isChanged ||= now !== first
    if (!isChanged) return undefined
    const waiting = new AbortController()
    const { signal } = waiting
    clock
      .sleep(pause, signal)
      .then(() => keep(savedFrom(variants.draft.peek(), swap.draft.peek())))
      .catch((error: unknown) => {
        if (!signal.aborted) console.warn('What was set up is not remembered.', error)
      })
    return () => {
      waiting.abort()
    }
  })
}
