import { useEffect, useRef, useState } from 'preact/hooks'
import type { Caller } from '../../plugin/protocol/channel.ts'
import type { ResponseOf } from '../../plugin/protocol/messages.ts'
import type { Job } from '../run/job.ts'
import { endsOf } from './swapped.ts'
import { isFlipKey, takesLetters } from './swapped-keys.ts'
import { type Swapped, type Told, createSwapped } from './swapped-store.ts'

/**
 * The selected swaps, followed for as long as the window is open, whatever it shows: F flips them from
 * anywhere in it.
 */
export function useSwapped(
  caller: Caller,
  opened: ResponseOf<'open'>,
  jobs: readonly Job[],
  told: Told,
): Swapped {
  const latest = useRef(told)
  latest.current = told
  const [swapped] = useState(() =>
    createSwapped(caller, opened, {
      say: (text) => {
        latest.current.say(text)
      },
      problem: (problem) => {
        latest.current.problem(problem)
      },
    }),
  )
  useEffect(
    () =>
      caller.on('selection', ({ swaps }) => {
        swapped.select(swaps)
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
    // An undo on the canvas tells nobody: whoever comes back to the window sees what is there now.
    addEventListener('focus', onFocus)
    addEventListener('keydown', onKeyDown)
    return () => {
      removeEventListener('focus', onFocus)
      removeEventListener('keydown', onKeyDown)
    }
  }, [swapped])
  return swapped
}
