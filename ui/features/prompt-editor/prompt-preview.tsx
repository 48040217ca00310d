import { useState } from 'preact/hooks'
import { longestText, promptLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import panel from '../../components/widgets/panel.module.css'
import css from './prompt-editor.module.css'
import { targetText } from '../../formats/terms.ts'
import { useAppState } from '../../state/app-state.ts'
import type { PromptComposer } from '../composer/prompt-composer.ts'

interface Props {
  readonly composer: PromptComposer
  /** Shown while there is no prompt to preview. */
  readonly nothing: string
}

/** The prompt with everything filled in, exactly as it goes to the API; one picture at a time. */
export function PromptPreview(props: Props) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details
      class={css.fold}
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open)
      }}
    >
      <summary class={`${common.hint} ${common.ellipsis} ${css.summary}`}>
        {promptLabels.asSent}
      </summary>
      {isOpen && <Composed {...props} />}
    </details>
  )
}

function Composed({ composer, nothing }: Props) {
  const { longest: most } = useAppState().settings.model.value.prompt
  const sources = composer.ordered.value
  const targets = composer.targets.value
  const pictures = composer.pictures.value
  const [wantedSource, setSource] = useState(0)
  const [wantedTarget, setTarget] = useState(0)
  // The previewed source or target may no longer be chosen.
  const source = wantedSource < sources.length ? wantedSource : 0
  const target = wantedTarget < targets.length ? wantedTarget : 0
  const shown = targets[target]
  // A picture that targets share has one prompt for all of them.
  const picture = pictures.find(
    (each) =>
      each.source.id === sources[source]?.id &&
      (shown === undefined || each.targets.includes(shown)),
  )
  const isEmpty = composer.words.value.prompt.trim() === ''
  if (isEmpty || !picture?.prompt) return <p class={common.hint}>{nothing}</p>
  const longest = Math.max(...pictures.map(({ prompt }) => prompt.length))
  return (
    <>
      <div class={`${layout.row} ${layout.gap4}`}>
        <Choice
          label={promptLabels.shownSource}
          options={sources.map(({ name }) => name)}
          chosen={source}
          onChange={setSource}
        />
        {targets.length > 0 && (
          <Choice
            label={promptLabels.shownTarget}
            options={targets.map((each) => targetText(each.target))}
            chosen={target}
            onChange={setTarget}
          />
        )}
      </div>
      <div
        class={`${panel.framed} ${common.breaks} ${common.copyable} ${css.sent}`}
        role="group"
        dir="auto"
        aria-label={promptLabels.asSent}
        tabIndex={0}
      >
        {picture.prompt}
      </div>
      <p class={longest > most ? common.problem : common.hint}>{longestText(longest, most)}</p>
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
      class={`${common.select} ${layout.grow}`}
      aria-label={label}
      title={label}
      value={String(chosen)}
      onChange={(event) => {
        onChange(Number(event.currentTarget.value))
      }}
    >
      {options.map((option, index) => (
        <option key={index} value={String(index)} dir="auto">
          {option}
        </option>
      ))}
    </select>
  )
}
