import type { NodeId } from '../../../contract/model/ids.ts'
import type { Library } from '../../../contract/model/stored/library.ts'
import type { Reference } from '../../../contract/model/recipe.ts'
import type { ImageModel } from '../../catalog/models/model.ts'
import type { Source } from '../../../contract/model/source.ts'
import type { Prices } from '../../catalog/models/prices.ts'
import type { ReadTexts } from '../../state/source-texts.ts'

/** What either tab needs to make an order. */
export interface ComposerBase {
  /** What is selected on the canvas, frames and other layers. */
  readonly sources: readonly Source[]
  /** The words of what is selected, as far as they were read. */
  readonly texts: ReadTexts
  /** Reads those again that could not be read. */
  readonly readAgain: () => void
  /** Makes a further reference of a layer. */
  readonly captureReference: (node: NodeId) => Promise<Reference>
  readonly library: Library
  readonly changeLibrary: (change: (library: Library) => Library) => void
  readonly prices: Prices
  readonly model: ImageModel
  /** US dollars: a run that is estimated to cost more is asked about first. */
  readonly confirmAbove: number
  readonly apiKey: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}
