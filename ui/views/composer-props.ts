import type { NodeId } from '../../plugin/protocol/ids.ts'
import type { Library } from '../../plugin/protocol/library.ts'
import type { Reference } from '../../plugin/protocol/recipe.ts'
import type { ModelName } from '../../plugin/protocol/settings.ts'
import type { Source } from '../../plugin/protocol/source.ts'
import type { Prices } from '../targets/prices.ts'
import type { KeptPictures } from './kept-pictures.ts'
import type { ReadTexts } from './source-texts.ts'
import type { Thumbnails } from './thumbnails.ts'

/** What either tab needs to make an order. */
export interface ComposerBase {
  /** What is selected on the canvas, frames and other layers. */
  readonly sources: readonly Source[]
  /** The words of what is selected, as far as they were read. */
  readonly texts: ReadTexts
  /** Reads those again that could not be read. */
  readonly readAgain: () => void
  readonly referencePictures: KeptPictures
  /** Makes a further reference of a layer. */
  readonly captureReference: (node: NodeId) => Promise<Reference>
  readonly thumbnails: Thumbnails
  readonly library: Library
  readonly changeLibrary: (change: (library: Library) => Library) => void
  readonly prices: Prices
  readonly model: ModelName
  /** US dollars: a run that is estimated to cost more is asked about first. */
  readonly confirmAbove: number
  readonly apiKey: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}
