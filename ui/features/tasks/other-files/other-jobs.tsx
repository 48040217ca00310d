import { useAppState } from '../../../state/app-state.ts'
import type { CallProblem } from '../../../state/text.ts'
import { leftText, takenOverText } from './other-files-text.ts'
import {
  forgottenText,
  otherFilesText,
  foreignVariantsText,
  unreadableText,
  taskLabels,
} from '../text.ts'
import { ActionButton } from '../../../components/widgets/action-button.tsx'
import { OtherFileItem } from './other-file-item.tsx'
import { moveFocusToFallback } from '../../../components/widgets/move-focus.ts'
import { DisclosureList } from './disclosure-list.tsx'
import common from '../../../components/widgets/common.module.css'
import layout from '../../../components/widgets/layout.module.css'
import css from './other-jobs.module.css'
import { labels } from '../../../formats/labels.ts'

/** Unfinished jobs that can't be finished in this file. */
export function OtherJobs() {
  const { engine, jobs, feedback, actions } = useAppState()
  const { foreignVariants, otherFiles, unreadable } = jobs.run.value

  /** Announces the result of a decision about another file's jobs. */
  function decide(act: Promise<void>, said: string, failed: CallProblem) {
    feedback.report(null)
    feedback.announce('')
    act.then(
      () => {
        feedback.announce(said)
      },
      () => {
        feedback.report(failed)
      },
    )
  }

  if (foreignVariants.length + otherFiles.length + unreadable === 0) return null
  const pictures = otherFiles.reduce((sum, { jobs }) => sum + jobs, 0)
  return (
    <section class={`${layout.scrolls} ${css.others}`}>
      {unreadable > 0 && <p class={`${common.hint} ${css.note}`}>{unreadableText(unreadable)}</p>}
      {foreignVariants.length > 0 && (
        <DisclosureList
          id="foreign-variants"
          label={taskLabels.foreignVariants}
          count={foreignVariants.length}
          hint={foreignVariantsText}
        >
          {foreignVariants.map(({ node, name }) => (
            <li key={node} class={`${layout.row} ${layout.gap4} ${layout.listRow} ${css.line}`}>
              <span id={`foreign-${node}`} class={`${layout.grow} ${css.name}`}>
                <span class={common.ellipsis} dir="auto">
                  {name}
                </span>
              </span>
              <span role="group" aria-labelledby={`foreign-${node}`}>
                <ActionButton
                  label={labels.show}
                  act={() => {
                    actions.show([node])
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
          label={taskLabels.otherFiles}
          count={pictures}
          hint={otherFilesText}
          isOpen={otherFiles.some(({ similarity }) => similarity === 'same-mark')}
        >
          {otherFiles.map((each) => (
            <OtherFileItem
              key={each.file}
              otherFiles={each}
              onForget={() => {
                // The list disappears with its last line.
                moveFocusToFallback(otherFiles.length > 1 ? 'other-files' : undefined)
                decide(engine.forget(each.file), forgottenText(each.name, each.jobs), 'forget')
              }}
              onTakeOver={() => {
                moveFocusToFallback(otherFiles.length > 1 ? 'other-files' : undefined)
                decide(engine.takeOver(each.file), takenOverText(each), 'whose')
              }}
              onSetApart={() => {
                moveFocusToFallback('other-files')
                decide(engine.setApart(each.file), leftText(each), 'whose')
              }}
            />
          ))}
        </DisclosureList>
      )}
    </section>
  )
}
