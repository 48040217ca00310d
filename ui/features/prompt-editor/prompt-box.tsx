import type { ComponentChildren, RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import field from '../../components/widgets/text-field.module.css'
import css from './prompt-box.module.css'
import { useAppState } from '../../state/app-state.ts'
import { onSubmitKeys } from '../../lib/submit-keys.ts'
import { promptLength } from '../composer/prompt-readiness.ts'
import { characters, promptCount } from '../../formats/format.ts'
import { StrayTokens } from './stray-tokens.tsx'
import { labels } from '../../formats/labels.ts'

const over = `${common.problem} ${common.strong}`

interface Props {
  readonly box: RefObject<HTMLTextAreaElement | null>
  readonly prompt: string
  readonly onChange: (prompt: string) => void
  readonly onSubmit: (event: UIEvent) => void
  /** Shown under the box, before its count. */
  readonly children: ComponentChildren
}

/**
 * The prompt. A plain textarea: Figma's multiline box selects everything whenever it gets the
 * focus, and a long prompt is then one key away from being lost.
 */
export function Prompt({ box, prompt, onChange, onSubmit, children }: Props) {
  const { settings, jobs } = useAppState()
  const { longest } = settings.model.value.prompt
  useEffect(() => {
    // Drawn again because of a selection on the canvas, which keeps the keyboard.
    if (jobs.isRecovered.peek() && !document.hasFocus()) return
    // Without focus in the window, typing would move and delete layers on the canvas. A tab that has the
    // focus keeps it, for arrow keys.
    if (document.activeElement?.role !== 'tab') box.current?.focus()
  }, [])

  const length = promptLength(prompt)
  return (
    <div>
      <textarea
        ref={box}
        id="prompt"
        class={`${field.box} ${field.words} ${css.box}`}
        rows={3}
        dir="auto"
        value={prompt}
        placeholder={labels.promptHint}
        aria-label={labels.prompt}
        aria-describedby="prompt-count"
        aria-invalid={length > longest}
        onInput={(event) => {
          onChange(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          onSubmitKeys(event, onSubmit)
        }}
      />
      <div class={`${layout.row} ${css.under}`}>
        {children}
        <div
          id="prompt-count"
          class={`${length > longest ? over : common.hint} ${common.small} ${common.figures} ${css.count}`}
        >
          {promptCount(length, longest)} <span class={common.visuallyHidden}>{characters}</span>
        </div>
      </div>
      <StrayTokens prompt={prompt} />
    </div>
  )
}
