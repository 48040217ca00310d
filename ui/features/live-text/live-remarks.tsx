import common from '../../components/widgets/common.module.css'
import type { LiveRemark } from '../composer/live/live-order.ts'
import css from './live-text.module.css'
import { leftOutText, moreText, problemText } from './text.ts'

/** As many stand there before the list is opened. */
const few = 2

interface Props {
  readonly remarks: readonly LiveRemark[]
  readonly isWhole: boolean
  readonly onOpen: () => void
}

/** What of the text is not as it should be in some target. */
export function LiveRemarks({ remarks, isWhole, onOpen }: Props) {
  const lines = remarks.flatMap(({ target, leftOut, problems }) => [
    ...(leftOut.length > 0 ? [leftOutText(target, leftOut)] : []),
    ...problems.map((problem) => problemText(target, problem)),
  ])
  const shown = isWhole || lines.length === few + 1 ? lines : lines.slice(0, few)
  return (
    <>
      {shown.map((line) => (
        <p key={line} class={`${common.warning} ${common.breaks} ${css.remark}`} dir="auto">
          {line}
        </p>
      ))}
      {shown.length < lines.length && (
        <button type="button" class={common.link} onClick={onOpen}>
          {moreText(lines.length - shown.length)}
        </button>
      )}
    </>
  )
}
