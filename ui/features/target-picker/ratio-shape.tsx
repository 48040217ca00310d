import type { AspectRatio } from '../../../contract/model/target.ts'
import { proportionOf } from '../../../contract/model/target.ts'
import css from './plain-ratios.module.css'

/** The longest side of a drawn ratio, in pixels. */
const longest = 12

/** The shape of a ratio; a dashed square for `auto`, which has none. Hidden from screen readers. */
export function RatioShape({ ratio }: { ratio: AspectRatio }) {
  const proportion = proportionOf(ratio)
  const { width, height } = proportion ?? { width: 1, height: 1 }
  const scale = (proportion === null ? 10 : longest) / Math.max(width, height)
  const size = { width: `${String(width * scale)}px`, height: `${String(height * scale)}px` }
  return (
    <span class={css.frame} aria-hidden="true">
      <span class={proportion === null ? css.unknown : css.shape} style={size} />
    </span>
  )
}
