import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { NodeId } from '../../../contract/model/ids.ts'
import {
  copiedText,
  mixedWordsText,
  notCopiedText,
  recipeLabels,
  sourceMissingText,
  sourcesMissingText,
} from './text.ts'
import { ReasonButton } from '../../components/widgets/reason-button.tsx'
import { useAppState } from '../../state/app-state.ts'
import layout from '../../components/widgets/layout.module.css'
import css from './recipe-panel.module.css'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { sharedWords, sourcesOf } from './variant-state.ts'

interface Props {
  readonly variants: readonly VariantInfo[]
  readonly onSelectAll: (sources: readonly NodeId[]) => void
  readonly onSay: (text: string) => void
}

/** Buttons that use recipes and their sources, or copy their prompt. */
export function RecipeActions(props: Props) {
  const { variants, onSay } = props
  const { actions } = useAppState()
  const [isCopying, setIsCopying] = useState(false)
  const copyButton = useRef<HTMLElement | null>(null)
  const words = sharedWords(variants)
  const sources = sourcesOf(variants)
  const here = sources.filter(({ isMissing }) => !isMissing).map(({ id }) => id)
  const whyMixed = words === null ? mixedWordsText : null
  const whyGone = sources.length === 1 ? sourceMissingText : sourcesMissingText

  useEffect(() => {
    // The copied words were those of other variants.
    setIsCopying(false)
  }, [words])

  return (
    <>
      <div class={`${layout.wrap} ${css.actions}`}>
        <ReasonButton
          isPlain
          label={recipeLabels.copy}
          why={whyMixed}
          act={({ currentTarget }) => {
            copyButton.current = currentTarget
            setIsCopying(true)
          }}
        />
        <ReasonButton
          isPlain
          label={recipeLabels.selectAll}
          act={() => {
            props.onSelectAll(sources.map(({ id }) => id))
          }}
        />
        <ReasonButton
          isPlain
          label={recipeLabels.goToSource}
          why={here.length === 0 ? whyGone : null}
          act={() => {
            actions.show(here)
          }}
        />
      </div>
      {isCopying && words !== null && (
        <RecipeCopy
          words={words}
          onTried={(isCopied) => {
            onSay(isCopied ? copiedText : notCopiedText)
            // The field disappears with the focus in it.
            if (isCopied) copyButton.current?.focus()
          }}
          onEscape={() => {
            copyButton.current?.focus()
          }}
          onLeave={() => {
            setIsCopying(false)
          }}
        />
      )}
    </>
  )
}

interface CopyProps {
  readonly words: string
  /** Called with whether the words were copied. If not, they stay selected. */
  readonly onTried: (isCopied: boolean) => void
  readonly onEscape: () => void
  /** The field has lost the focus, and is no longer needed. */
  readonly onLeave: () => void
}

/**
 * Words in a field, selected, to be copied. Figma's frame lets no plugin write to the clipboard. The old
 * copy command copies the selection; if that is refused too, the designer can copy by hand.
 */
function RecipeCopy({ words, onTried, onEscape, onLeave }: CopyProps) {
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
      dir="auto"
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
    // oxlint-disable-next-line typescript/no-deprecated
    return document.execCommand('copy')
  } catch (error) {
    console.warn('The words were not copied.', error)
    return false
  }
}
