import type { JobId } from '../../../contract/model/ids.ts'
import { pictureName, reviewLabels } from './text.ts'
import type { KeptPictures } from '../../state/pictures.ts'
import { SmallPicture } from '../../components/pictures/thumbnail.tsx'
import chip from '../../components/widgets/chip.module.css'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './picture-choice.module.css'
import type { SwapInfo } from '../../../contract/model/swap.ts'

interface Props {
  readonly swap: SwapInfo
  readonly pictures: KeptPictures
  /** The one that was picked just now, before the render has it. */
  readonly picked: JobId | null
  readonly onPick: (job: JobId) => void
}

/** Which of a swap's pictures the render shows. Arrow keys go from one to the next. */
export function PictureChoice({ swap, pictures, picked, onPick }: Props) {
  const { choices, missing, recipe } = swap
  const shown = picked ?? recipe.job
  return (
    <div role="radiogroup" aria-labelledby="swap-pictures">
      <span id="swap-pictures" class={common.label}>
        {reviewLabels.pictures}
      </span>
      <div class={`${layout.wrap} ${layout.gap8} ${css.pictures}`}>
        {choices.map(({ job, progress }, index) => {
          const isMissing = missing.pictures.includes(job)
          const name = pictureName(index, isMissing)
          return (
            <label key={job} class={`${chip.chip} ${css.choice}`} title={name}>
              <input
                type="radio"
                name="swap-picture"
                class={chip.control}
                aria-label={name}
                checked={job === shown}
                disabled={isMissing && job !== recipe.job}
                onChange={() => {
                  onPick(job)
                }}
              />
              <SmallPicture
                of={isMissing || progress.state !== 'done' ? null : progress.picture.hash}
                from={pictures}
                class={css.picture}
              />
              <span aria-hidden="true">{index + 1}</span>
            </label>
          )
        })}
      </div>
    </div>
  )
}
