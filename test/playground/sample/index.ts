import { banner } from './banner.ts'
import { card } from './card.ts'
import { dashboard } from './dashboard.ts'
import { hero } from './hero.ts'
import { launch } from './launch.ts'
import { mobile } from './mobile.ts'
import { poster } from './poster.ts'
import { shop } from './shop.ts'
import type { Shape } from './shapes.ts'

const at = (shape: Shape, x: number, y: number): Shape => ({ ...shape, x, y })

/**
 * The sample document's frames, in a column with room to the right of each for its variants.
 */
export const sampleFrames: readonly Shape[] = [
  at(poster, 0, 0),
  at(mobile, 0, 1160),
  at(card, 0, 2200),
  at(hero, 0, 2920),
  at(banner, 0, 3930),
  at(dashboard, 0, 4530),
  // with mockups in them, that are made to be swapped
  at(shop, 0, 5730),
  at(launch, 0, 6570),
]
