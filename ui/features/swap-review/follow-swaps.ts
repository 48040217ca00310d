import { computed, effect } from '@preact/signals'
import type { ResponseOf } from '../../../contract/protocol/procedures.ts'
import type { AppState } from '../../state/app-state.ts'
import { isStillMeant } from '../../state/launch-command.ts'
import { selectedIn } from '../../state/selection.ts'
import { isFlipKey, takesLetters } from './flip-shortcut.ts'
import { createSwapReview } from './swap-review-state.ts'
import type { SwapReview } from './swap-review-snapshot.ts'
import { endsOf } from './swaps.ts'

/**
 * The selected swaps, followed for as long as the window is open, whatever it shows: F flips them from
 * anywhere in it.
 */
export function followSwaps(
  { plugin, selection, jobs, feedback, textChecks }: AppState,
  { command, startedOn }: ResponseOf<'open'>,
): SwapReview {
  const selected = selection.peek()
  const isMeant = isStillMeant(startedOn, selectedIn(selected))
  const opened = { command: isMeant ? command : null, swaps: selected.swaps }
  const swapped = createSwapReview(plugin, opened, {
    say: (text) => {
      feedback.announce(text)
    },
    problem: (problem) => {
      feedback.report(problem)
    },
    scrimBy: (render, recipe) => textChecks.scrimBy(render, recipe),
  })
  effect(() => {
    swapped.select(selection.value.swaps)
  })
  const ends = computed(() => endsOf(jobs.list.value))
  ends.subscribe(() => {
    swapped.refresh()
  })
  plugin.on('canvas', (change) => {
    swapped.changed(change)
  })
  // Figma may not report every change: read again when the window gets the focus.
  addEventListener('focus', () => {
    swapped.refresh()
  })
  addEventListener('keydown', (event) => {
    if (!isFlipKey(event) || takesLetters(document)) return
    event.preventDefault()
    swapped.flip()
  })
  return swapped
}
