import type { ReadonlySignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Preset } from '../../catalog/prompts/variant-presets.ts'
import { replace, undo as undoReplacement } from '../../catalog/prompts/prompt-undo.ts'
import { replaceSelection } from '../../lib/replace-selection.ts'
import { promptLabels } from './text.ts'
import { KeepWords } from './keep-wording.tsx'
import { PromptMore } from './more-options.tsx'
import { PromptHistory } from './history-list.tsx'
import { PromptPresets } from './preset-list.tsx'
import button from '../../components/widgets/button.module.css'
import layout from '../../components/widgets/layout.module.css'
import panel from '../../components/widgets/panel.module.css'
import css from './prompt-editor.module.css'
import { PromptTokens } from './token-buttons.tsx'
import { Prompt } from './prompt-box.tsx'
import { useAppState } from '../../state/app-state.ts'
import type { PromptComposer } from '../composer/prompt-composer.ts'

interface Props {
  readonly composer: PromptComposer
  readonly presets: readonly Preset[]
  readonly onSubmit: (event: UIEvent) => void
  /** How many targets have words of their own. */
  readonly additions?: ReadonlySignal<number>
  /** The further folded options. */
  readonly children: ComponentChildren
}

type Panel = 'presets' | 'history'
const panels: readonly Panel[] = ['presets', 'history']

/** The words of an order: written or taken from a list, and previewed as they will be sent. */
export function PromptSection({ composer, presets, onSubmit, additions, children }: Props) {
  const { library, actions } = useAppState()
  const { changeWords: change } = composer
  const words = composer.words.value
  const { history } = library.value
  const [open, setOpen] = useState<Panel | null>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const buttons = useRef<Partial<Record<Panel, HTMLButtonElement | null>>>({})

  const isReadyMade = (text: string) =>
    presets.some((preset) => preset.text === text) ||
    history.some((used) => used.text === text.trim())
  const back = undoReplacement(words.replaced, words.prompt, isReadyMade)

  function write(prompt: string) {
    change((now) => ({ ...now, prompt }))
  }

  /** Puts a text in the place of the prompt; the input event tells of it. */
  function put(text: string) {
    box.current?.select()
    if (box.current !== null) replaceSelection(box.current, text)
  }

  function take(text: string) {
    setOpen(null)
    const { replaced, prompt } = composer.words.peek()
    change((now) => ({ ...now, replaced: replace(replaced, prompt, isReadyMade) }))
    put(text)
  }

  function changeHistory(next: (now: typeof history) => typeof history) {
    actions.changeLibrary((now) => ({ ...now, history: next(now.history) }))
  }

  return (
    <div class={`${layout.column} ${layout.gap6}`}>
      <Prompt box={box} prompt={words.prompt} onChange={write} onSubmit={onSubmit}>
        {panels.map((panel) => (
          <button
            key={panel}
            ref={(button) => {
              buttons.current[panel] = button
            }}
            type="button"
            class={button.plain}
            aria-expanded={open === panel}
            aria-controls={open === panel ? 'prompt-panel' : undefined}
            onClick={() => {
              setOpen(open === panel ? null : panel)
            }}
          >
            {promptLabels[panel]}
          </button>
        ))}
        {back !== null && (
          <button
            type="button"
            class={button.plain}
            title={promptLabels.undoHint}
            onClick={() => {
              change((now) => ({ ...now, replaced: back.replaced }))
              put(back.prompt)
            }}
          >
            {promptLabels.undo}
          </button>
        )}
      </Prompt>
      {open !== null && (
        <div
          id="prompt-panel"
          class={`${layout.column} ${panel.framed} ${css.panel}`}
          role="group"
          aria-label={promptLabels[open]}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            buttons.current[open]?.focus()
            setOpen(null)
          }}
        >
          {open === 'presets' ? (
            <PromptPresets presets={presets} onTake={take} />
          ) : (
            <PromptHistory history={history} onTake={take} onChange={changeHistory} />
          )}
        </div>
      )}
      <PromptMore words={words} additions={additions?.value ?? 0}>
        <PromptTokens box={box} />
        <KeepWords composer={composer} />
        {children}
      </PromptMore>
    </div>
  )
}
