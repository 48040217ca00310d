import { useState } from 'preact/hooks'
import { type Preset, searchPresets, usesOf } from '../../catalog/prompts/variant-presets.ts'
import { noPresetText, promptLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './lists.module.css'
import { PromptSearch } from './search-box.tsx'

interface Props {
  readonly presets: readonly Preset[]
  readonly onTake: (text: string) => void
}

/** The prompts that ship with Restage, by what they are for. */
export function PromptPresets({ presets, onTake }: Props) {
  const [query, setQuery] = useState('')
  const found = searchPresets(presets, query)
  return (
    <>
      <PromptSearch label={promptLabels.searchPresets} query={query} onChange={setQuery} />
      <div class={`${layout.scrolls} ${css.list}`}>
        <p aria-live="polite" class={`${common.hint} ${css.none}`}>
          {found.length === 0 && noPresetText}
        </p>
        {usesOf(presets).map((use, index) => {
          const those = found.filter((preset) => preset.use === use)
          if (those.length === 0) return null
          return (
            <div key={use}>
              <p id={`preset-use-${index}`} class={`${common.hint} ${css.use}`}>
                {use}
              </p>
              <ul aria-labelledby={`preset-use-${index}`}>
                {those.map(({ id, name, text }) => (
                  <li key={id} class={`${layout.row} ${layout.listRow} ${css.row}`}>
                    <button
                      type="button"
                      class={`${layout.grow} ${css.take}`}
                      title={text}
                      onClick={() => {
                        onTake(text)
                      }}
                    >
                      <span class={`${common.strong} ${css.name}`}>{name}</span>
                      <span class={`${common.clamp} ${common.breaks} ${css.text}`}>{text}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          )
        })}
      </div>
    </>
  )
}
