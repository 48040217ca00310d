import type { NodeId } from '../../../contract/model/ids.ts'
import { wordsToKeep } from '../../catalog/prompts/keep-wording.ts'
import { type FoundTexts, foundText, promptLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import button from '../../components/widgets/button.module.css'
import layout from '../../components/widgets/layout.module.css'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import { useAppState } from '../../state/app-state.ts'
import type { PromptComposer } from '../composer/prompt-composer.ts'
import type { ReadTexts } from '../../state/source-texts.ts'

interface Named {
  readonly id: NodeId
  readonly name: string
}

/** The choice to keep the sources' own wording, and how many texts were found. */
export function KeepWords({ composer }: { readonly composer: PromptComposer }) {
  const { texts: read } = useAppState()
  const sources = composer.ordered.value
  const texts = composer.texts.value
  const found = texts === null || sources.length === 0 ? null : foundIn(sources, texts)
  return (
    <div>
      <label class={`${layout.row} ${layout.gap6}`}>
        <input
          type="checkbox"
          class={common.checkbox}
          checked={composer.words.value.options.keepWording}
          aria-describedby={found === null ? undefined : 'found-texts'}
          onChange={() => {
            composer.changeWords(({ options, ...now }) => ({
              ...now,
              options: { ...options, keepWording: !options.keepWording },
            }))
          }}
        />
        {promptLabels.keepWords}
      </label>
      {found !== null && (
        <p
          id="found-texts"
          class={found.unread.length > 0 ? common.problem : common.hint}
          aria-live="polite"
        >
          {foundText(found)}
        </p>
      )}
      {found !== null && found.unread.length > 0 && found.reading === 0 && (
        <button
          type="button"
          class={button.plain}
          onClick={() => {
            // The button is about to disappear with the focus in it.
            moveFocusToFallback('prompt')
            read.again()
          }}
        >
          {promptLabels.readAgain}
        </button>
      )}
    </div>
  )
}

function foundIn(sources: readonly Named[], { bySource }: ReadTexts): FoundTexts {
  let reading = 0
  let layers = 0
  const read: string[] = []
  const without: string[] = []
  const unread: string[] = []
  for (const { id, name } of sources) {
    const text = bySource.get(id) ?? { state: 'reading' }
    switch (text.state) {
      case 'reading':
        reading += 1
        break
      case 'failed':
        unread.push(name)
        break
      case 'read':
        read.push(name)
        layers += text.texts.filter((each) => each.trim() !== '').length
        if (wordsToKeep(text.texts).length === 0) without.push(name)
    }
  }
  return { reading, layers, read, without, unread }
}
