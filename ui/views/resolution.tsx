import { type Resolution, resolutions } from '../../plugin/protocol/target.ts'
import { labels } from '../text.ts'
import common from './common.module.css'
import css from './resolution.module.css'

interface Props {
  readonly resolution: Resolution
  readonly onChange: (resolution: Resolution) => void
}

export function ResolutionChoice({ resolution, onChange }: Props) {
  return (
    <div class={css.row} role="radiogroup" aria-labelledby="resolution-label">
      <span id="resolution-label" class={common.label}>
        {labels.resolution}
      </span>
      <div class={css.choices}>
        {resolutions.map((each) => (
          <label key={each} class={css.choice}>
            <input
              type="radio"
              name="resolution"
              class={css.dot}
              checked={each === resolution}
              onChange={() => {
                onChange(each)
              }}
            />
            {each}
          </label>
        ))}
      </div>
    </div>
  )
}
