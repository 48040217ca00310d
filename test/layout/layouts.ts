import { plainLayouts } from './plain-layouts.ts'
import { richLayouts } from './rich-layouts.ts'
import type { Stage } from './stage.ts'

/** A source as designers make them, drawn into a document of its own. */
export interface Layout {
  readonly name: string
  readonly draw: () => Stage
}

export const layouts: readonly Layout[] = [...plainLayouts, ...richLayouts]
