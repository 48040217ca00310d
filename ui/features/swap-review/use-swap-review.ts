import { useEffect, useRef, useState } from 'preact/hooks'
import type { PluginClient } from '../../../contract/protocol/client.ts'
import type { Job } from '../../engine/jobs/job.ts'
import { selectedIn, type SelectionStore } from '../../state/selection.ts'
import { endsOf } from './swaps.ts'
import { isStillMeant } from '../../state/launch-command.ts'
import { isFlipKey, takesLetters } from './flip-shortcut.ts'
import { createSwapped } from './swap-review-state.ts'
import type { ResponseOf } from '../../../contract/protocol/procedures.ts'
import type { Swapped, Told } from './swap-review-snapshot.ts'

/**
 * The selected swaps, followed for as long as the window is open, whatever it shows: F flips them from
 * anywhere in it.
 */
export function useSwapped(
  caller: PluginClient,
  { command, startedOn }: ResponseOf<'open'>,
  selection: SelectionStore,
  jobs: readonly Job[],
  told: Told,
): Swapped {
  const latest = useRef(told)
  latest.current = told
  const [swapped] = useState(() => {
    const selected = selection.get()
    const isMeant = isStillMeant(startedOn, selectedIn(selected))
    const opened = { command: isMeant ? command : null, swaps: selected.swaps }
    return createSwapped(caller, opened, {
      say: (text) => {
        latest.current.say(text)
      },
      problem: (problem) => {
        latest.current.problem(problem)
      },
    })
  })
  useEffect(() => {
    const select = () => {
      swapped.select(selection.get().swaps)
    }
    // It may have changed between the first drawing and now.
    select()
    return selection.subscribe(select)
  }, [selection, swapped])
  useEffect(
    () =>
      caller.on('canvas', (change) => {
        swapped.changed(change)
      }),
    [caller, swapped],
  )
  useEffect(() => {
    swapped.refresh()
  }, [swapped, endsOf(jobs)])
  useEffect(() => {
    function onFocus() {
      swapped.refresh()
    }
    function onKeyDown(event: KeyboardEvent) {
      if (!isFlipKey(event) || takesLetters(document)) return
      event.preventDefault()
      swapped.flip()
    }
    // Figma may leave something untold: whoever comes back to the window sees what is there now.
    addEventListener('focus', onFocus)
    addEventListener('keydown', onKeyDown)
    return () => {
      removeEventListener('focus', onFocus)
      removeEventListener('keydown', onKeyDown)
    }
  }, [swapped])
  return swapped
}
