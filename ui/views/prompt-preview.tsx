import { useState } from 'preact/hooks'
import { longestPrompt } from '../hiapi/models.ts'
import type { Order } from '../run/order.ts'
import { picturesOf } from '../run/plan.ts'
import { longestText, nothingToSendText, promptLabels } from '../text/prompts.ts'
import { targetText } from '../text/shared.ts'
import common from './common.module.css'
import { promptLength } from './composer.ts'
import css from './prompt-section.module.css'

/** The prompt with everything filled in, exactly as it goes to the API; one picture at a time. */
export function PromptPreview({ order }: { order: Order }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details
      class={css.fold}
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open)
      }}
    >
      <summary class={css.summary}>{promptLabels.asSent}</summary>
      {isOpen && <Composed order={order} />}
    </details>
  )
}

function Composed({ order }: { order: Order }) {
  const [wantedSource, setSource] = useState(0)
  const [wantedTarget, setTarget] = useState(0)
  const { sources, targets } = order
  // What was looked at may not be chosen any more.
  const source = sources[wantedSource] ?? sources[0]
  const target = targets[wantedTarget] ?? targets[0]
  const [picture] =
    source === undefined || target === undefined || order.prompt.trim() === ''
      ? []
      : picturesOf({ ...order, sources: [source], targets: [target], copies: 1 })
  if (picture === undefined) return <p class={common.hint}>{nothingToSendText}</p>
  const all = picturesOf({ ...order, copies: 1 })
  const longest = Math.max(...all.map(({ prompt }) => promptLength(prompt)))
  return (
    <>
      <div class={css.choices}>
        <Choice
          label={promptLabels.shownSource}
          options={sources.map(({ name }) => name)}
          chosen={source === undefined ? 0 : sources.indexOf(source)}
          onChange={setSource}
        />
        <Choice
          label={promptLabels.shownTarget}
          options={targets.map((each) => targetText(each.target))}
          chosen={target === undefined ? 0 : targets.indexOf(target)}
          onChange={setTarget}
        />
      </div>
      <div class={css.sent} role="group" aria-label={promptLabels.asSent} tabIndex={0}>
        {picture.prompt}
      </div>
      <p class={longest > longestPrompt ? common.problem : common.hint}>
        {longestText(longest, longestPrompt)}
      </p>
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly options: readonly string[]
  readonly chosen: number
  readonly onChange: (index: number) => void
}

function Choice({ label, options, chosen, onChange }: ChoiceProps) {
  return (
    <select
      class={css.choice}
      aria-label={label}
      title={label}
      value={String(chosen)}
      onChange={(event) => {
        onChange(Number(event.currentTarget.value))
      }}
    >
      {options.map((option, index) => (
        <option key={index} value={String(index)}>
          {option}
        </option>
      ))}
    </select>
  )
}
