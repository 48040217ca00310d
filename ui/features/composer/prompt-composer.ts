import type { ReadonlySignal } from '@preact/signals'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { OrderTarget } from '../../engine/planning/order.ts'
import type { PlannedPicture } from '../../engine/planning/plan-jobs.ts'
import type { ReadTexts } from '../../state/source-texts.ts'
import type { LiveComposer } from './live/live-composer.ts'
import type { ChangeWords, Words } from './prompt-draft.ts'

/** The prompt of one tab, and the pictures that it asks for: the prompt editor's data. */
export interface PromptComposer {
  readonly words: ReadonlySignal<Words>
  readonly changeWords: ChangeWords
  /** The sources or layers that would be ordered now. */
  readonly ordered: ReadonlySignal<readonly { readonly id: NodeId; readonly name: string }[]>
  /** The texts of the selection; null if nothing needs them. */
  readonly texts: ReadonlySignal<ReadTexts | null>
  readonly live: LiveComposer
  readonly pictures: ReadonlySignal<readonly PlannedPicture[]>
  /** The targets to choose from in the preview; none on the Swap tab. */
  readonly targets: ReadonlySignal<readonly OrderTarget[]>
}
