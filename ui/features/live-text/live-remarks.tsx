import common from '../../components/widgets/common.module.css'
import type { LiveRemark } from '../composer/live/live-order.ts'
import css from './live-text.module.css'
import { leftOutText, moreText, problemText } from './text.ts'

/** How many remarks are shown before the list is opened. */
const few = 2

interface Props {
  readonly remarks: readonly LiveRemark[]
  readonly isWhole: boolean
  readonly onOpen: () => void
}

/** The problems of the text in the targets. */
export function LiveRemarks({ remarks, isWhole, onOpen }: Props) {
  const lines = remarks.flatMap(({ target, leftOut, problems }) => [
    // Only a hint, because leaving out is expected where there is no room for everything.
    ...(leftOut.length > 0 ? [{ text: leftOutText(target, leftOut), look: common.hint }] : []),
    ...problems.map((problem) => ({
      text: problemText(target, problem),
      look: `${common.warning} ${css.problem}`,
    })),
  ])
  const shown = isWhole || lines.length === few + 1 ? lines : lines.slice(0, few)
  return (
    <>
      {shown.map(({ text, look }) => (
        <p key={text} class={`${common.breaks} ${look}`} dir="auto">
          {text}
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
