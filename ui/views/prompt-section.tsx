import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Library } from '../../plugin/protocol/library.ts'
import { presets } from '../prompts/presets.ts'
import { bringBack, replace } from '../prompts/replaced.ts'
import type { Order } from '../run/order.ts'
import { promptLabels } from '../text/prompts.ts'
import common from './common.module.css'
import type { Draft } from './draft.ts'
import { KeepWords } from './prompt-keep-words.tsx'
import { PromptAdditions } from './prompt-additions.tsx'
import { PromptMore } from './prompt-more.tsx'
import { PromptHistory } from './prompt-history.tsx'
import { PromptPresets } from './prompt-presets.tsx'
import { PromptPreview } from './prompt-preview.tsx'
import css from './prompt-section.module.css'
import { PromptTokens } from './prompt-tokens.tsx'
import { Prompt } from './prompt.tsx'
import type { ReadTexts } from './source-texts.ts'

interface Props {
  readonly draft: Draft
  readonly change: (change: (draft: Draft) => Draft) => void
  /** What the draft would order now. */
  readonly order: Order
  /** The texts of the sources; null where nothing needs them. */
  readonly texts: ReadTexts | null
  readonly readAgain: () => void
  readonly library: Library
  readonly changeLibrary: (change: (library: Library) => Library) => void
  readonly onSubmit: (event: UIEvent) => void
  /** The further references: they belong to what is folded away. */
  readonly children: ComponentChildren
}

type Panel = 'presets' | 'history'
const panels: readonly Panel[] = ['presets', 'history']

/** The words of an order: written, or begun with what was ready-made, and shown as they will be sent. */
export function PromptSection(props: Props) {
  const { draft, change, order, texts, readAgain, changeLibrary, onSubmit } = props
  const { history } = props.library
  const [open, setOpen] = useState<Panel | null>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const buttons = useRef<Partial<Record<Panel, HTMLButtonElement | null>>>({})
  const caretToEnd = useRef(false)

  useEffect(() => {
    if (!caretToEnd.current) return
    caretToEnd.current = false
    box.current?.focus()
    box.current?.setSelectionRange(draft.prompt.length, draft.prompt.length)
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
    change((now) => ({ ...now, ...bringBack(now.replaced, now.prompt, isReadyMade) }))
  }

  function changeHistory(next: (now: typeof history) => typeof history) {
    changeLibrary((now) => ({ ...now, history: next(now.history) }))
  }

  return (
    <div class={css.section}>
      <Prompt box={box} prompt={draft.prompt} onChange={write} onSubmit={onSubmit}>
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
        {draft.replaced.length > 0 && (
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
            <PromptPresets onTake={take} />
          ) : (
            <PromptHistory history={history} onTake={take} onChange={changeHistory} />
          )}
        </div>
      )}
      <PromptMore draft={draft}>
        <PromptTokens box={box} onChange={write} />
        <KeepWords
          isOn={draft.keepWords}
          onToggle={() => {
            change((now) => ({ ...now, keepWords: !now.keepWords }))
          }}
          sources={order.sources}
          texts={texts}
          readAgain={readAgain}
        />
        <PromptAdditions
          targets={order.targets.map(({ target }) => target)}
          additions={draft.additions}
          onChange={(key, words) => {
            change((now) => {
              const additions = new Map(now.additions)
              if (words === '') additions.delete(key)
              else additions.set(key, words)
              return { ...now, additions }
            })
          }}
        />
        <PromptPreview order={order} />
        {props.children}
      </PromptMore>
    </div>
  )
}
