import field from '../../components/widgets/text-field.module.css'
import { labels } from '../../formats/labels.ts'
import css from './recipe-panel.module.css'

interface EditedProps {
  readonly words: string
  readonly isWrong: boolean
  readonly onChange: (words: string) => void
  /** Ctrl or ⌘ and Enter, the keys of the main button, were pressed. */
  readonly onSubmit: (event: UIEvent) => void
}

/** The prompt of a recipe, to be edited for the next picture. */
export function EditedPrompt({ words, isWrong, onChange, onSubmit }: EditedProps) {
  return (
    <textarea
      id="prompt"
      class={`${field.box} ${field.words} ${css.prompt}`}
      rows={3}
      dir="auto"
      value={words}
      placeholder={labels.promptHint}
      aria-label={labels.prompt}
      aria-invalid={isWrong}
      onInput={(event) => {
        onChange(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
        if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
        event.preventDefault()
        // A key held down would order, and charge for, the same picture again and again.
        if (!event.repeat) onSubmit(event)
      }}
    />
  )
}
