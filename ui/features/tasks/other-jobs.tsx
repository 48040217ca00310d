import type { NodeId } from '../../../contract/model/ids.ts'
import type { RunSnapshot } from '../../engine/engine.ts'
import { elsewhereText, theirsText, unreadableText } from './text.ts'
import { ActionButton } from '../../components/widgets/action-button.tsx'
import { ElsewhereItem } from './other-file-item.tsx'
import { passFocusOn } from '../../components/widgets/move-focus.ts'
import { Fold } from './disclosure-list.tsx'
import css from './other-jobs.module.css'
import { labels } from '../../text/labels.ts'
import type { Elsewhere } from '../../../contract/model/unfinished.ts'

interface Props extends Pick<RunSnapshot, 'theirs' | 'elsewhere' | 'unreadable'> {
  readonly onShow: (node: NodeId) => void
  readonly onForget: (forgotten: Elsewhere) => void
  readonly onTakeOver: (taken: Elsewhere) => void
  readonly onSetApart: (left: Elsewhere) => void
}

/** What is unfinished, but not here to be finished. */
export function Others(props: Props) {
  const { theirs, elsewhere, unreadable, onShow, onForget, onTakeOver, onSetApart } = props
  if (theirs.length + elsewhere.length + unreadable === 0) return null
  const pictures = elsewhere.reduce((sum, { jobs }) => sum + jobs, 0)
  return (
    <section class={css.others}>
      {unreadable > 0 && <p class={css.note}>{unreadableText(unreadable)}</p>}
      {theirs.length > 0 && (
        <Fold id="theirs" label={labels.theirs} count={theirs.length} hint={theirsText}>
          {theirs.map(({ node, name }) => (
            <li key={node} class={css.line}>
              <span id={`theirs-${node}`} class={css.name}>
                <span class={css.short}>{name}</span>
              </span>
              <span role="group" aria-labelledby={`theirs-${node}`}>
                <ActionButton
                  label={labels.show}
                  act={() => {
                    onShow(node)
                  }}
                />
              </span>
            </li>
          ))}
        </Fold>
      )}
      {elsewhere.length > 0 && (
        <Fold
          id="elsewhere"
          label={labels.elsewhere}
          count={pictures}
          hint={elsewhereText}
          isOpen={elsewhere.some(({ likeness }) => likeness === 'same-mark')}
        >
          {elsewhere.map((each) => (
            <ElsewhereItem
              key={each.file}
              elsewhere={each}
              onForget={() => {
                // With its last line the list goes as well.
                passFocusOn(elsewhere.length > 1 ? 'elsewhere' : undefined)
                onForget(each)
              }}
              onTakeOver={() => {
                passFocusOn(elsewhere.length > 1 ? 'elsewhere' : undefined)
                onTakeOver(each)
              }}
              onSetApart={() => {
                passFocusOn('elsewhere')
                onSetApart(each)
              }}
            />
          ))}
        </Fold>
      )}
    </section>
  )
}
