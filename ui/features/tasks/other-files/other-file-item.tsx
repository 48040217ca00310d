import { useState } from 'preact/hooks'
import { forgetQuestion, forgetText, unfinishedText } from '../text.ts'
import { similarityText, ownershipLabels, setApartText, takeOverText } from './other-files-text.ts'
import { ActionButton } from '../../../components/widgets/action-button.tsx'
import { DiscardAction } from '../discard-button.tsx'
import common from '../../../components/widgets/common.module.css'
import layout from '../../../components/widgets/layout.module.css'
import css from './other-jobs.module.css'
import type { OtherFileJobs } from '../../../../contract/model/unfinished.ts'

interface Props {
  readonly otherFiles: OtherFileJobs
  readonly onForget: () => void
  readonly onTakeOver: () => void
  readonly onSetApart: () => void
}

/** The unfinished jobs of one other file; asks whose they are if only the designer can tell. */
export function OtherFileItem({ otherFiles, onForget, onTakeOver, onSetApart }: Props) {
  const { file, name, jobs, similarity } = otherFiles
  const [isAsked, setIsAsked] = useState(false)
  const nameId = `file-${file}`
  return (
    <li>
      <div class={`${layout.row} ${layout.gap4} ${layout.listRow} ${css.line}`}>
        <span id={nameId} class={`${layout.grow} ${css.name}`} title={name}>
          <span class={common.ellipsis} dir="auto">
            {name}
          </span>
          <span class={css.rest}>{unfinishedText(jobs)}</span>
        </span>
        <span role="group" class={css.actions} aria-labelledby={nameId}>
          <DiscardAction
            isAsked={isAsked}
            hint={forgetText(jobs)}
            onAsk={setIsAsked}
            onDiscard={onForget}
          />
        </span>
      </div>
      {isAsked && <p class={`${common.note} ${css.hint}`}>{forgetQuestion(jobs)}</p>}
      {similarity !== 'none' && (
        <div role="group" class={`${common.note} ${css.whose}`} aria-labelledby={nameId}>
          <p>{similarityText(otherFiles)}</p>
          <ActionButton
            label={similarity === 'same-mark' ? ownershipLabels.sameFile : ownershipLabels.takeOver}
            hint={takeOverText(otherFiles)}
            act={onTakeOver}
          />
          {similarity === 'same-mark' && (
            <ActionButton
              label={ownershipLabels.isCopy}
              hint={setApartText(otherFiles)}
              act={onSetApart}
            />
          )}
        </div>
      )}
    </li>
  )
}
