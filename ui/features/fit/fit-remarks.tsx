import { type Fit, upscaleSeverity } from '../../catalog/targets/fit.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import { cropAnywayText, upscaleNote, upscaleWarning, fitLabels } from './text.ts'

/** Says how much a picture is enlarged, if that matters. */
export function UpscaleRemark({ fit }: { fit: Fit }) {
  switch (upscaleSeverity(fit)) {
    case 'fine':
      return null
    case 'note':
      return <p class={common.hint}>{upscaleNote(fit)}</p>
    case 'warn':
    case 'severe':
      return <p class={common.warning}>{upscaleWarning(fit)}</p>
  }
}

interface Props {
  /** The name of the cropped placement or layer. */
  readonly name: string
  readonly isAccepted: boolean
  readonly onToggle: () => void
}

/** The consent to a crop of more than half; the order bar leads here. */
export function CropAnyway({ name, isAccepted, onToggle }: Props) {
  return (
    <label class={`${layout.top} ${layout.gap6}`}>
      <input
        type="checkbox"
        class={common.checkbox}
        checked={isAccepted}
        data-accept=""
        aria-label={cropAnywayText(name)}
        onChange={onToggle}
      />
      {fitLabels.cropAnyway}
    </label>
  )
}
