import { useMemo } from 'preact/hooks'
import { isOffered, ratiosOf } from '../../../contract/hiapi/models/model.ts'
import { plain, searchedSize, searchPlacements } from '../../catalog/targets/search-placements.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import panel from '../../components/widgets/panel.module.css'
import { sizeText } from '../../formats/format.ts'
import { savePlacement } from '../../state/library-changes.ts'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { freeName } from '../composer/check-placement.ts'
import { togglePlacement, toggleRatio } from '../composer/draft.ts'
import { notOffered } from '../composer/variants-order.ts'
import { PlacementList } from './placement-list.tsx'
import css from './target-search.module.css'
import { RatioShape } from './ratio-shape.tsx'
import { addSizeText, noneFoundText, notOfferedText } from './text.ts'

interface Props {
  readonly id: string
  readonly query: string
  readonly onEdit: (id: string) => void
}

/** The placements and ratios that match a search, to tick. A size that no placement has can be added. */
export function TargetSearch({ id, query, onEdit }: Props) {
  const { settings, newId, actions } = useAppState()
  const { variants } = useComposer()
  const model = settings.model.value
  const known = variants.placements.value
  const found = useMemo(
    () => searchPlacements(query, [...known.values()], model),
    [query, known, model],
  )
  const resolution = variants.resolution.value
  const ratios = ratiosOf(model).filter((ratio) => ratio.startsWith(plain(query.trim())))
  const size = searchedSize(query)
  const isNew =
    size !== null &&
    !found.some(({ width, height }) => width === size.width && height === size.height)

  function add() {
    if (size === null) return
    // The button is about to disappear with the focus in it.
    moveFocusToFallback('target-search')
    // Another may have got its size since it was named by it.
    const taken = [...known.values()].map((each) => each.name)
    const placement = { id: `own-${newId()}`, name: freeName(sizeText(size), taken), ...size }
    actions.changeLibrary((latest) => savePlacement(latest, placement))
    variants.change((draft) => togglePlacement(draft, placement.id))
  }

  return (
    <div id={id} class={`${layout.column} ${panel.framed} ${css.found}`}>
      {ratios.map((ratio) => {
        const isThere = isOffered(model, { ratio, resolution })
        return (
          <label key={ratio} class={`${layout.row} ${layout.gap6} ${layout.listRow} ${css.ratio}`}>
            <input
              type="checkbox"
              class={common.checkbox}
              aria-label={ratio}
              checked={isThere && variants.ratios.value.has(ratio)}
              disabled={!isThere}
              onChange={() => {
                variants.change((latest) => toggleRatio(latest, ratio))
              }}
            />
            <span class={`${common.figures} ${layout.grow}`}>{ratio}</span>
            <RatioShape ratio={ratio} />
          </label>
        )
      })}
      {ratios.some((ratio) => !isOffered(model, { ratio, resolution })) && (
        <p class={`${common.hint} ${css.none}`}>{notOfferedText(notOffered(resolution, model))}</p>
      )}
      {found.length > 0 && (
        <PlacementList id={`${id}-placements`} found={found} isSearch onEdit={onEdit} />
      )}
      {isNew && (
        <button type="button" class={css.add} data-offer onClick={add}>
          {addSizeText(sizeText(size))}
        </button>
      )}
      <p aria-live="polite" class={`${common.note} ${css.none}`}>
        {!isNew && found.length === 0 && ratios.length === 0 && noneFoundText(query.trim())}
      </p>
    </div>
  )
}
