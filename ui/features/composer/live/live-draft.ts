import type { NodeId } from '../../../../contract/model/ids.ts'
import type { JobOptions } from '../../../../contract/model/job-plan.ts'
import { toggled } from '../../../lib/toggled.ts'

/** Which text is to stay live. */
export interface LiveDraft {
  /** Null until the designer decides: then it is on, where there is text. */
  readonly isOn: boolean | null
  /** Blocks that are unticked, by the ids of their layers: they become part of the picture. */
  readonly off: ReadonlySet<NodeId>
}

export const noLiveDraft: LiveDraft = { isOn: null, off: new Set() }

/** The part of a draft that decides about it. */
export interface LiveWords {
  readonly options: JobOptions
  readonly liveText: LiveDraft
}

/** Whether text is to stay live. The model can't draw the same text that is to stand over its picture. */
export function isLive({ options, liveText }: LiveWords): boolean {
  return !options.keepWording && (liveText.isOn ?? true)
}

export function toggleLive<Draft extends LiveWords>(draft: Draft): Draft {
  const { options, liveText } = draft
  return isLive(draft)
    ? { ...draft, liveText: { ...liveText, isOn: false } }
    : {
        ...draft,
        options: { ...options, keepWording: false },
        liveText: { ...liveText, isOn: true },
      }
}

export function toggleBlock<Draft extends LiveWords>(draft: Draft, block: NodeId): Draft {
  const { liveText } = draft
  return { ...draft, liveText: { ...liveText, off: toggled(liveText.off, block) } }
}
