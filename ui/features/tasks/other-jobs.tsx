import type { NodeId } from '../../../contract/model/ids.ts'
import type { RunSnapshot } from '../../engine/engine.ts'
import { otherFilesText, foreignVariantsText, unreadableText } from './text.ts'
import { ActionButton } from '../../components/widgets/action-button.tsx'
import { OtherFileItem } from './other-file-item.tsx'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import { DisclosureList } from './disclosure-list.tsx'
import css from './other-jobs.module.css'
import { labels } from '../../text/labels.ts'
import type { OtherFileJobs } from '../../../contract/model/unfinished.ts'

interface Props extends Pick<RunSnapshot, 'foreignVariants' | 'otherFiles' | 'unreadable'> {
  readonly onShow: (node: NodeId) => void
  readonly onForget: (forgotten: OtherFileJobs) => void
  readonly onTakeOver: (taken: OtherFileJobs) => void
  readonly onSetApart: (left: OtherFileJobs) => void
}

/** What is unfinished, but not here to be finished. */
export function OtherJobs(props: Props) {
  const { foreignVariants, otherFiles, unreadable, onShow, onForget, onTakeOver, onSetApart } =
    props
  if (foreignVariants.length + otherFiles.length + unreadable === 0) return null
  const pictures = otherFiles.reduce((sum, { jobs }) => sum + jobs, 0)
  return (
    <section class={css.others}>
      {unreadable > 0 && <p class={css.note}>{unreadableText(unreadable)}</p>}
      {foreignVariants.length > 0 && (
        <DisclosureList
          id="foreign-variants"
          label={labels.foreignVariants}
          count={foreignVariants.length}
          hint={foreignVariantsText}
        >
          {foreignVariants.map(({ node, name }) => (
            <li key={node} class={css.line}>
              <span id={`foreign-${node}`} class={css.name}>
                <span class={css.short}>{name}</span>
              </span>
              <span role="group" aria-labelledby={`foreign-${node}`}>
                <ActionButton
                  label={labels.show}
                  act={() => {
                    onShow(node)
                  }}
                />
              </span>
            </li>
          ))}
        </DisclosureList>
      )}
      {otherFiles.length > 0 && (
        <DisclosureList
          id="other-files"
          label={labels.otherFiles}
          count={pictures}
          hint={otherFilesText}
          isOpen={otherFiles.some(({ similarity }) => similarity === 'same-mark')}
        >
          {otherFiles.map((each) => (
            <OtherFileItem
              key={each.file}
              otherFiles={each}
              onForget={() => {
                // With its last line the list goes as well.
                moveFocusToFallback(otherFiles.length > 1 ? 'other-files' : undefined)
                onForget(each)
              }}
              onTakeOver={() => {
                moveFocusToFallback(otherFiles.length > 1 ? 'other-files' : undefined)
                onTakeOver(each)
              }}
              onSetApart={() => {
                moveFocusToFallback('other-files')
                onSetApart(each)
              }}
            />
          ))}
        </DisclosureList>
      )}
    </section>
  )
}
