import { type Resolution, resolutions } from '../../../contract/model/target.ts'
import { orderLabels } from './text.ts'
import { Segments } from '../../components/widgets/segmented-control.tsx'

/** The options of an order that both tabs have. */
interface Chosen {
  readonly resolution: Resolution
  readonly copies: number
}

interface Props<Draft extends Chosen> {
  readonly composer: {
    readonly draft: { readonly value: Draft }
    readonly change: (change: (draft: Draft) => Draft) => void
  }
}

export function ResolutionChoice<Draft extends Chosen>({ composer }: Props<Draft>) {
  return (
    <Segments
      id="resolution"
      label={orderLabels.resolution}
      values={resolutions}
      value={composer.draft.value.resolution}
      onChange={(resolution) => {
        composer.change((latest) => ({ ...latest, resolution }))
      }}
    />
  )
}

const copyCounts = [1, 2, 3, 4] as const

export function CopiesChoice<Draft extends Chosen>({ composer }: Props<Draft>) {
  return (
    <Segments
      id="copies"
      label={orderLabels.copies}
      values={copyCounts}
      value={composer.draft.value.copies}
      onChange={(copies) => {
        composer.change((latest) => ({ ...latest, copies }))
      }}
    />
  )
}
