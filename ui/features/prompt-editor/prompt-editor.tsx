import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Library } from '../../../contract/model/stored/library.ts'
import type { Preset } from '../../catalog/prompts/variant-presets.ts'
import { replace, undo as undoReplacement } from '../../catalog/prompts/prompt-undo.ts'
import { promptLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import { KeepWords, type KeepWordsProps } from './keep-wording.tsx'
import { PromptMore } from './more-options.tsx'
import { PromptHistory } from './history-list.tsx'
import { PromptPresets } from './preset-list.tsx'
import css from './prompt-editor.module.css'
import { PromptTokens } from './token-buttons.tsx'
import { Prompt } from './prompt-box.tsx'
import type { ReadTexts } from '../../state/source-texts.ts'
import type { ChangeWords, Words } from '../composer/prompt-draft.ts'

interface Props {
  readonly words: Words
  /** The most characters that the model takes. */
  readonly longest: number
  readonly change: ChangeWords
  readonly presets: readonly Preset[]
  /** What would be ordered now. */
  readonly sources: KeepWordsProps['sources']
  /** The texts of the sources; null where nothing needs them. */
  readonly texts: ReadTexts | null
  readonly readAgain: () => void
  readonly library: Library
  readonly changeLibrary: (change: (library: Library) => Library) => void
  readonly onSubmit: (event: UIEvent) => void
  /** How many targets have words of their own. */
  readonly additions?: number
  /** What else is folded away. */
  readonly children: ComponentChildren
}

type Panel = 'presets' | 'history'
const panels: readonly Panel[] = ['presets', 'history']

/** The words of an order: written, or begun with what was ready-made, and shown as they will be sent. */
export function PromptSection(props: Props) {
  const { words, change, presets, changeLibrary, onSubmit } = props
  const { history } = props.library
  const [open, setOpen] = useState<Panel | null>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const buttons = useRef<Partial<Record<Panel, HTMLButtonElement | null>>>({})
  const caretToEnd = useRef(false)

  useEffect(() => {
    if (!caretToEnd.current) return
    caretToEnd.current = false
    box.current?.focus()
    box.current?.setSelectionRange(words.prompt.length, words.prompt.length)
  })

  const isReadyMade = (text: string) =>
    presets.some((preset) => preset.text === text) ||
    history.some((used) => used.text === text.trim())

  function write(prompt: string) {
    change((now) => ({ ...now, prompt }))
  }

  function take(text: string) {
    setOpen(null)
    caretToEnd.current = true
    change((now) => ({
      ...now,
      prompt: text,
      replaced: replace(now.replaced, now.prompt, isReadyMade),
    }))
  }

  function undo() {
    caretToEnd.current = true
    change((now) => ({ ...now, ...undoReplacement(now.replaced, now.prompt, isReadyMade) }))
  }

  function changeHistory(next: (now: typeof history) => typeof history) {
    changeLibrary((now) => ({ ...now, history: next(now.history) }))
  }

  return (
    <div class={css.section}>
      <Prompt
        longest={props.longest}
        box={box}
        prompt={words.prompt}
        onChange={write}
        onSubmit={onSubmit}
      >
        {panels.map((panel) => (
          <button
            key={panel}
            ref={(button) => {
              buttons.current[panel] = button
            }}
            type="button"
            class={common.action}
            aria-expanded={open === panel}
            aria-controls={open === panel ? 'prompt-panel' : undefined}
            onClick={() => {
              setOpen(open === panel ? null : panel)
            }}
          >
            {promptLabels[panel]}
          </button>
        ))}
        {words.replaced.length > 0 && (
          <button type="button" class={common.action} title={promptLabels.undoHint} onClick={undo}>
            {promptLabels.undo}
          </button>
        )}
      </Prompt>
      {open !== null && (
        <div
          id="prompt-panel"
          class={css.panel}
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
      <PromptMore words={words} additions={props.additions ?? 0}>
        <PromptTokens box={box} onChange={write} />
        <KeepWords
          isOn={words.keepWords}
          onToggle={() => {
            change((now) => ({ ...now, keepWords: !now.keepWords }))
          }}
          sources={props.sources}
          texts={props.texts}
          readAgain={props.readAgain}
        />
        {props.children}
      </PromptMore>
    </div>
  )
}
