import type { NodeId } from '../../../contract/model/ids.ts'
import type { FurtherReference } from '../../../contract/model/reference.ts'
import type { JobOptions } from '../../../contract/model/job-plan.ts'
import { type LiveDraft, noLiveDraft } from './live/live-draft.ts'

/** A further reference in the composer, captured as soon as it is chosen. */
export interface ChosenReference {
  /** The layer that it was made from. */
  readonly node: NodeId
  readonly name: string
  readonly role: FurtherReference['role']
  /** Null while it is being captured. */
  readonly reference: FurtherReference['reference'] | null
}

/** The words of an order and its references, on either tab. */
export interface Words {
  /** As written, with its tokens. */
  readonly prompt: string
  /** Texts that a ready-made one replaced, the last one last. */
  readonly replaced: readonly string[]
  readonly options: JobOptions
  readonly liveText: LiveDraft
  readonly references: readonly ChosenReference[]
}

export const noWords: Words = {
  prompt: '',
  replaced: [],
  options: { keepWording: false },
  liveText: noLiveDraft,
  references: [],
}

export type ChangeWords = (change: (words: Words) => Words) => void

/** Changes the words of a larger draft, and leaves the rest of it as it is. */
export function wordsIn<Draft extends Words>(
  changeDraft: (change: (draft: Draft) => Draft) => void,
): ChangeWords {
  return (change) => {
    changeDraft((latest) => ({ ...latest, ...change(latest) }))
  }
}
