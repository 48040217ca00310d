import type { Clock } from '../lib/clock.ts'
import { pauseText, resumedText } from '../features/tasks/text.ts'
import common from '../components/widgets/common.module.css'
import { useNow } from '../components/widgets/use-now.ts'

interface Props {
  readonly tally: string
  /** How many unfinished pictures were just taken up again. */
  readonly resumed: number
  /** Until when, on the clock that only goes forward, the API asked for a pause; null while it hasn't. */
  readonly slowedUntil: number | null
  /** What was done last that leaves no other trace. */
  readonly news: string
  readonly clock: Clock
}

/** How the runs get on, for those who don't see the window. */
export function Progress({ tally, resumed, slowedUntil, news, clock }: Props) {
  const time = useNow(clock, slowedUntil !== null)
  const parts = [
    news,
    resumed > 0 ? resumedText(resumed) : '',
    slowedUntil !== null && slowedUntil > time ? pauseText : '',
    tally,
  ]
  return (
    <div role="status" class={common.visuallyHidden}>
      {parts.filter((part) => part !== '').join(' ')}
    </div>
  )
}
