import { type Resolution, resolutions } from '../../../contract/model/target.ts'
import { orderLabels } from './text.ts'
import { Segments } from '../../components/widgets/segmented-control.tsx'
import { labels } from '../../text/labels.ts'

/** What both tabs let a person choose of an order. */
interface Chosen {
  readonly resolution: Resolution
  readonly copies: number
}

interface Props<Draft extends Chosen> {
  readonly draft: Draft
  readonly changeDraft: (change: (draft: Draft) => Draft) => void
}

export function ResolutionChoice<Draft extends Chosen>({ draft, changeDraft }: Props<Draft>) {
  return (
    <Segments
      id="resolution"
      label={labels.resolution}
      values={resolutions}
      value={draft.resolution}
      onChange={(resolution) => {
        changeDraft((latest) => ({ ...latest, resolution }))
      }}
    />
  )
}

const copyCounts = [1, 2, 3, 4] as const

export function CopiesChoice<Draft extends Chosen>({ draft, changeDraft }: Props<Draft>) {
  return (
    <Segments
      id="copies"
      label={orderLabels.copies}
      values={copyCounts}
      value={draft.copies}
      onChange={(copies) => {
        changeDraft((latest) => ({ ...latest, copies }))
      }}
    />
  )
}
