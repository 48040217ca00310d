import type { NodeId } from '../../../../contract/model/ids.ts'
import type { JobOptions } from '../../../../contract/model/job-plan.ts'
import { toggled } from '../../../lib/toggled.ts'

/** Which text stays live. */
export interface LiveDraft {
  /** Null until the designer decides, which counts as on. */
  readonly isOn: boolean | null
  /** Blocks that are unticked, by the ids of their layers: they become part of the picture. */
  readonly off: ReadonlySet<NodeId>
}

export const noLiveDraft: LiveDraft = { isOn: null, off: new Set() }

/** The part of a draft that decides about live text. */
export interface LiveWords {
  readonly options: JobOptions
  readonly liveText: LiveDraft
}

/** Whether text stays live. With kept wording it does not: the model draws the same text. */
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
