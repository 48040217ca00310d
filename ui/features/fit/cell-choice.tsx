import type { Fit } from '../../catalog/targets/fit.ts'
import common from '../../components/widgets/common.module.css'
import { useAppState } from '../../state/app-state.ts'
import { cellText } from '../../formats/format.ts'
import { type ChosenFit, isSameCell, pairsFor } from '../composer/chosen-fits.ts'
import { useComposer } from '../composer/composer-state.ts'
import { chooseCell } from '../composer/draft.ts'
import css from './chosen-targets.module.css'
import { pairLabel, pairText } from './text.ts'

interface Props {
  readonly chosen: ChosenFit
  readonly second: Fit | null
}

/** Which ratio and resolution a placement's picture is ordered in. */
export function CellChoice({ chosen, second }: Props) {
  const { prices, settings } = useAppState()
  const { variants } = useComposer()
  const { placement, fit, best } = chosen
  const pairs = pairsFor(chosen, settings.model.value, prices.value)
  const rank = ({ cell }: Fit) => {
    if (isSameCell(cell, best.cell)) return 'best'
    return second !== null && isSameCell(cell, second.cell) ? 'runner-up' : null
  }
  return (
    <select
      class={`${common.select} ${css.pairs}`}
      aria-label={pairLabel(placement.name)}
      value={cellText(fit.cell)}
      onChange={(event) => {
        const picked = pairs.find(({ cell }) => cellText(cell) === event.currentTarget.value)
        if (picked === undefined) return
        const cell = isSameCell(picked.cell, best.cell) ? null : picked.cell
        variants.change((latest) => chooseCell(latest, placement.id, cell))
      }}
    >
      {pairs.map((pair) => (
        <option key={cellText(pair.cell)} value={cellText(pair.cell)}>
          {pairText(pair, rank(pair))}
        </option>
      ))}
    </select>
  )
}
