import { useMemo } from 'preact/hooks'
import { type Clock, monotonicTimeOf } from '../../lib/clock.ts'
import { elapsedText } from './text.ts'
import common from '../../components/widgets/common.module.css'
import css from './task-list.module.css'

interface Props {
  /** The beginning, in milliseconds since 1970; null before it, while only the space is kept. */
  readonly since: number | null
  /** Now, on the clock that only goes forward. */
  readonly time: number
  readonly clock: Clock
}

/** How long something has taken. The wall clock is read once, so that setting it later changes nothing. */
export function Elapsed({ since, time, clock }: Props) {
  const begun = useMemo(
    () => (since === null ? null : monotonicTimeOf(since, clock)),
    [since, clock],
  )
  return (
    <span class={`${common.hint} ${css.elapsed}`}>
      {begun !== null && elapsedText(time - begun)}
    </span>
  )
}
