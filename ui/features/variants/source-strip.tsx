import { useEffect } from 'preact/hooks'
import type { Source } from '../../../contract/model/source.ts'
import { ownSize } from '../../../contract/model/job-plan.ts'
import common from '../../components/widgets/common.module.css'
import { hardlySeen, seenAdvice } from '../../formats/reference-detail.ts'
import { SmallPicture } from '../../components/pictures/thumbnail.tsx'
import button from '../../components/widgets/button.module.css'
import layout from '../../components/widgets/layout.module.css'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import css from './source-strip.module.css'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { selectedText, sourcesText, unusableReasonTexts, variantsLabels } from './text.ts'

/** The sources in a strip that scrolls sideways, so that sixty take no more space than six. */
export function Sources() {
  const { sources: state, thumbnails: pictures } = useAppState()
  const thumbnails = pictures.value
  const isPinned = state.isPinned.value
  const sources = useComposer().variants.sources.value
  useEffect(() => {
    thumbnails.keep(sources.map((source) => source.id))
  }, [sources, thumbnails])

  if (sources.length === 0)
    return <p class={`${common.hint} ${css.none}`}>{variantsLabels.noSources}</p>
  const listed = sources.map((source) => ({ source, seen: seenOf(source) }))
  return (
    <>
      <Pin count={sources.length} />
      <ul
        class={`${css.strip} ${isPinned ? css.pinned : ''}`}
        aria-label={variantsLabels.sources}
        tabIndex={sources.length > 3 ? 0 : undefined}
      >
        {listed.map(({ source, seen }) => (
          <li
            key={source.id}
            class={`${layout.column} ${layout.gap4} ${css.source}`}
            title={titleOf(source)}
          >
            {source.usable ? (
              <SmallPicture of={source.id} from={thumbnails} class={css.picture} />
            ) : (
              <span class={`${layout.row} ${common.hint} ${common.small} ${css.reason}`}>
                {unusableReasonTexts[source.reason]}
              </span>
            )}
            <span class={`${common.ellipsis} ${css.name}`} dir="auto">
              {source.name}
            </span>
            {source.selected !== undefined && (
              <span class={`${common.hint} ${common.small}`}>{selectedText(source.selected)}</span>
            )}
            {source.frame !== undefined && (
              <button
                type="button"
                class={`${common.link} ${common.small} ${css.frame}`}
                onClick={() => {
                  // The button is about to disappear with the focus in it.
                  moveFocusToFallback('prompt')
                  state.useFrame(source)
                }}
              >
                {variantsLabels.useFrame}
              </button>
            )}
            {seen !== null && <span class={`${common.hint} ${common.small}`}>{seen}</span>}
          </li>
        ))}
      </ul>
      {listed.some(({ seen }) => seen !== null) && <p class={common.hint}>{seenAdvice}</p>}
    </>
  )
}

/** The number of sources, and the switch that keeps them whatever is selected. */
function Pin({ count }: { readonly count: number }) {
  const { sources } = useAppState()
  const isPinned = sources.isPinned.value
  return (
    <div class={layout.between}>
      <span class={isPinned ? common.strong : common.hint}>
        {isPinned ? variantsLabels.pinned : sourcesText(count)}
      </span>
      <button
        type="button"
        class={`${button.plain} ${css.pin}`}
        aria-pressed={isPinned}
        onClick={() => {
          sources.togglePin()
          // This button disappears with the last source.
          if (sources.list.value.length === 0) moveFocusToFallback('prompt')
        }}
      >
        {variantsLabels.pin}
      </button>
    </div>
  )
}

function titleOf({ name, selected }: Source): string {
  return selected === undefined ? name : `${name} (${selected.name})`
}

function seenOf(source: Source): string | null {
  return source.usable ? hardlySeen(ownSize(source), source.bounds) : null
}
