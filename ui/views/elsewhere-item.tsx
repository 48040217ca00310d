import { useState } from 'preact/hooks'
import type { Elsewhere } from '../../plugin/protocol/messages.ts'
import { forgetQuestion, forgetText, unfinishedText } from '../text.ts'
import { DiscardAction } from './discard-action.tsx'
import css from './others.module.css'

interface Props {
  readonly elsewhere: Elsewhere
  readonly onForget: () => void
}

/** The unfinished jobs of one other file. */
export function ElsewhereItem({ elsewhere: { file, name, jobs }, onForget }: Props) {
  const [isAsked, setIsAsked] = useState(false)
  const nameId = `file-${file}`
  return (
    <li>
      <div class={css.line}>
        <span id={nameId} class={css.name} title={name}>
          <span class={css.short}>{name}</span>
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
      {isAsked && <p class={css.hint}>{forgetQuestion(jobs)}</p>}
    </li>
  )
}
