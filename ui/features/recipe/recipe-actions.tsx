import { useEffect, useRef, useState } from 'preact/hooks'
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
import { RecipeCopy } from './copy-prompt.tsx'
import { useAppState } from '../../state/app-state.ts'
import layout from '../../components/widgets/layout.module.css'
import css from './recipe-panel.module.css'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { sharedWords, sourcesOf } from './variant-state.ts'

interface Props {
  readonly variants: readonly VariantInfo[]
  readonly onUse: () => void
  /** Puts back what the composer held before; null where nothing was lost. */
  readonly onPutBack: (() => void) | null
  readonly onSelectAll: (sources: readonly NodeId[]) => void
  readonly onSay: (text: string) => void
}

/** What can be done with recipes at no cost. */
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
    // They were the words of other variants.
    setIsCopying(false)
  }, [words])

  return (
    <>
      <div class={`${layout.wrap} ${css.actions}`}>
        <ReasonButton isPlain label={recipeLabels.use} why={whyMixed} act={props.onUse} />
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
        {props.onPutBack !== null && (
          <ReasonButton isPlain label={recipeLabels.putBack} act={props.onPutBack} />
        )}
      </div>
      {isCopying && words !== null && (
        <RecipeCopy
          words={words}
          onTried={(isCopied) => {
            onSay(isCopied ? copiedText : notCopiedText)
            // The field goes with the focus.
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
