import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { useAppState } from '../../state/app-state.ts'
import { aloneText, headingText, shownText, reviewLabels } from './text.ts'
import { ComparePanel } from './compare-panel.tsx'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import { createKeptPictures } from '../../state/pictures.ts'
import { SwapActions } from './swap-actions.tsx'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import panel from '../../components/widgets/panel.module.css'
import css from './swap-review-panel.module.css'
import { PictureChoice } from './picture-choice.tsx'
import { ConfirmEnding } from './confirm-ending.tsx'
import { ReasonButton } from '../../components/widgets/reason-button.tsx'
import type { SwapInfo } from '../../../contract/model/swap.ts'
import { hasSwaps, type SwapReview } from './swap-review-snapshot.ts'

interface Props {
  /** The result of `followSwaps`. */
  readonly swapped: SwapReview
  /** Whether nothing else is selected, whose composer would be below. */
  readonly isAlone: boolean
  /** Further actions on the swaps, below. */
  readonly children: ComponentChildren
}

/**
 * Actions on the selected swaps; if none is selected, a button that selects those of the page. Needs no API
 * key, because no action costs money.
 */
export function SwapReviewPanel({ swapped, isAlone, children }: Props) {
  const { plugin } = useAppState()
  const state = swapped.current.value
  const { swaps, orphanedOriginals, unclear, question, note, onPage } = state
  const region = useRef<HTMLDivElement>(null)
  // At first too: whoever saves the settings presses a button that is gone by now.
  const hadFocus = useRef(true)
  const pictures = useMemo(() => createKeptPictures(plugin), [plugin])
  const others = orphanedOriginals.length + unclear.length
  const [only = null] = swaps?.length === 1 && others === 0 ? swaps : []

  useEffect(() => swapped.watch(), [swapped])
  useEffect(() => {
    pictures.keep(only === null ? [] : hashesOf(only))
  }, [pictures, only])
  useEffect(() => {
    // An ended swap disappears with the focus in it.
    const isLost = document.activeElement === document.body
    if (hadFocus.current && isLost && document.hasFocus()) {
      if (region.current === null) moveFocusToFallback()
      else region.current.focus()
    }
    hadFocus.current = region.current?.parentElement?.contains(document.activeElement) === true
  })

  const said = (
    <p class={common.said} aria-hidden="true">
      {note}
    </p>
  )
  const selectAll = (
    <ReasonButton
      isPlain
      label={reviewLabels.selectAll}
      act={() => {
        swapped.selectAll()
      }}
    />
  )
  if (!hasSwaps(state)) {
    return onPage === 0 && note === '' ? null : (
      <div class={css.none}>
        {note !== '' && said}
        {onPage > 0 && <div class={css.plain}>{selectAll}</div>}
      </div>
    )
  }
  return (
    <section
      class={panel.panel}
      aria-label={reviewLabels.region}
      aria-busy={swaps === null}
      onFocusIn={() => {
        hadFocus.current = true
      }}
    >
      {/* It takes the focus for the region, which has no box of its own. */}
      <div ref={region} class={`${panel.scroller} ${isAlone ? '' : css.beside}`} tabIndex={-1}>
        {swaps === null ? (
          <p class={common.hint}>{reviewLabels.reading}</p>
        ) : (
          <>
            <div class={`${layout.wrap} ${css.head}`}>
              <h2 class={common.strong} dir="auto">
                {headingText(swaps, orphanedOriginals, unclear)}
              </h2>
              <p class={common.hint}>{shownText(swaps)}</p>
            </div>
            <SwapActions
              swaps={swaps}
              orphanedOriginals={orphanedOriginals}
              unclear={unclear}
              swapped={swapped}
              isComparing={state.isComparing}
            />
            {question !== null && (
              <ConfirmEnding
                ending={question.ending}
                swaps={swaps.filter(({ render }) =>
                  question.asked.some(({ node }) => node === render),
                )}
                onConfirm={() => {
                  swapped.confirm()
                }}
                onCancel={() => {
                  swapped.cancel()
                }}
              />
            )}
            {/* Its line is always there, so that a message moves nothing. */}
            {said}
            {only !== null && only.choices.length > 1 && (
              <PictureChoice
                key={only.render}
                swap={only}
                pictures={pictures}
                picked={state.picked}
                onPick={(job) => {
                  swapped.pick(job)
                }}
              />
            )}
            {swaps.length > 1 && (
              <p id="swap-alone" class={common.hint}>
                {aloneText(swaps.some(({ choices }) => choices.length > 1))}
              </p>
            )}
            {only !== null && state.isComparing && <ComparePanel key={only.render} swap={only} />}
            <div class={css.plain}>{selectAll}</div>
          </>
        )}
      </div>
      {children}
    </section>
  )
}

/** The pictures of a swap to choose from. */
function hashesOf({ choices }: SwapInfo) {
  return choices.flatMap(({ progress }) =>
    progress.state === 'done' ? [progress.picture.hash] : [],
  )
}
