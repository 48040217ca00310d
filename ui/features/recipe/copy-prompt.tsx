import { useLayoutEffect, useRef } from 'preact/hooks'
import { recipeLabels } from './text.ts'
import css from './recipe-panel.module.css'

interface Props {
  readonly words: string
  /** Told whether they were copied. Where not, they stay selected. */
  readonly onTried: (isCopied: boolean) => void
  readonly onEscape: () => void
  /** The field has lost the focus, and is of no more use. */
  readonly onLeave: () => void
}

/**
 * Words in a field, selected, to be copied. Figma's frame lets no plugin write to the clipboard; what
 * is selected can be copied in the old way, and by hand where that is refused too.
 */
export function RecipeCopy({ words, onTried, onEscape, onLeave }: Props) {
  const box = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    box.current?.focus()
    box.current?.select()
    onTried(copySelected())
    // Once for each press.
  }, [])
  return (
    <textarea
      ref={box}
      class={css.copy}
      rows={3}
      readOnly
      value={words}
      aria-label={recipeLabels.wordsToCopy}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEscape()
      }}
      onBlur={onLeave}
    />
  )
}

function copySelected(): boolean {
  try {
    // The Clipboard API needs a permission that Figma's sandboxed frame never gets.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('copy')
  } catch (error) {
    console.warn('The words were not copied.', error)
    return false
  }
}
