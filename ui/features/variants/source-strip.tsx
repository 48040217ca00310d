import { useEffect } from 'preact/hooks'
import { ownSize, type Source } from '../../../contract/model/source.ts'
import common from '../../components/widgets/common.module.css'
import { hardlySeen, seenAdvice } from '../../formats/legibility.ts'
import { SmallPicture } from '../../components/pictures/thumbnail.tsx'
import layout from '../../components/widgets/layout.module.css'
import css from './source-strip.module.css'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { labels } from '../../formats/labels.ts'
import { unusableReasonTexts } from './text.ts'

/** The selected frames in a strip: it scrolls sideways, so that sixty take no more room than six. */
export function Sources() {
  const { thumbnails } = useAppState()
  const sources = useComposer().variants.sources.value
  useEffect(() => {
    thumbnails.keep(sources.map((source) => source.id))
  }, [sources, thumbnails])

  if (sources.length === 0) return <p class={`${common.hint} ${css.none}`}>{labels.noSources}</p>
  const listed = sources.map((source) => ({ source, seen: seenOf(source) }))
  return (
    <>
      <ul
        class={css.strip}
        aria-label={labels.sources}
        tabIndex={sources.length > 3 ? 0 : undefined}
      >
        {listed.map(({ source, seen }) => (
          <li
            key={source.id}
            class={`${layout.column} ${layout.gap4} ${css.source}`}
            title={source.name}
          >
            {source.usable ? (
              <SmallPicture of={source.id} from={thumbnails} class={css.picture} />
            ) : (
              <span class={`${layout.row} ${common.hint} ${common.small} ${css.reason}`}>
                {unusableReasonTexts[source.reason]}
              </span>
            )}
            <span class={`${common.ellipsis} ${css.name}`}>{source.name}</span>
            {seen !== null && <span class={`${common.hint} ${common.small}`}>{seen}</span>}
          </li>
        ))}
      </ul>
      {listed.some(({ seen }) => seen !== null) && <p class={common.hint}>{seenAdvice}</p>}
    </>
  )
}

function seenOf(source: Source): string | null {
  return source.usable ? hardlySeen(ownSize(source), source.bounds) : null
}
