import type { ReachProof } from '../../contract/hiapi/relay/relay-info.ts'
import type { ReferenceMode } from '../../contract/hiapi/relay/relay-task.ts'
import { reachText } from '../text.ts'

/**
 * What is known about how HiAPI and the relay reach each other. Kept in the database, because it holds for
 * all its relays. Times in milliseconds since 1970.
 */
export interface Evidence {
  /** Whether the public address led to a relay with our secret; null before the first test, or without one. */
  readonly isPublic: boolean | null
  /** When HiAPI last called, or fetched a reference; null for never. */
  readonly lastCall: number | null
  /** Tasks in a row whose end only a look found, long after the end. */
  readonly missedCalls: number
  /** Tasks in a row that failed because of a reference's address. */
  readonly failedReferences: number
  /** Whether HiAPI's last call was signed with another key than ours, or not at all. */
  readonly isMisSigned?: boolean | undefined
}

export const noEvidence: Evidence = {
  isPublic: null,
  lastCall: null,
  missedCalls: 0,
  failedReferences: 0,
}

export type Happening =
  /** A relay has begun: what kept HiAPI from its references may be fixed by now. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'tested'; readonly isPublic: boolean }
  /** HiAPI called back, or fetched a reference (`fetched`). */
  | { readonly kind: 'called'; readonly at: number }
  | { readonly kind: 'fetched'; readonly at: number }
  /** HiAPI called back with a wrong signature. */
  | { readonly kind: 'other-signature' }
  /** A look found that a task had ended more than a minute before. */
  | { readonly kind: 'found-late' }
  /** A task failed for a reason that concerns its reference. */
  | { readonly kind: 'reference-failed' }
  | { readonly kind: 'reference-worked' }

export function afterHappening(evidence: Evidence, happening: Happening): Evidence {
  switch (happening.kind) {
    case 'begun':
      return { ...evidence, failedReferences: 0 }
    case 'tested':
      return { ...evidence, isPublic: happening.isPublic }
    case 'called':
      return { ...evidence, lastCall: happening.at, missedCalls: 0, isMisSigned: false }
    case 'fetched':
      return { ...evidence, lastCall: happening.at }
    case 'other-signature':
      return { ...evidence, isMisSigned: true }
    case 'found-late':
      return { ...evidence, missedCalls: evidence.missedCalls + 1 }
    case 'reference-failed':
      return { ...evidence, failedReferences: evidence.failedReferences + 1 }
    case 'reference-worked':
      return { ...evidence, failedReferences: 0 }
  }
}

/** Whether a failed task blames the address of a reference. Moderation blames what a picture shows. */
export function blamesReference(message: string): boolean {
  const isModerated = /\b(safety|moderat\w+|content[ _-]?(policy|filter))\b/i.test(message)
  return !isModerated && /\b(url|image|download)/i.test(message)
}

export interface Reach {
  readonly references: ReferenceMode
  /** Whether tasks are sent with a callback address. */
  readonly isCalled: boolean
  /** Whether the relay relies on callbacks, so that looks are rare. */
  readonly isTrusted: boolean
  readonly proof: ReachProof
}

const missedUntilDoubt = 3
const failedUntilDoubt = 2

/** Decides from the evidence alone how tasks are sent from now on. */
export function reachOf(
  evidence: Evidence,
  { publicUrl, hasBucket }: { readonly publicUrl: string | null; readonly hasBucket: boolean },
): Reach {
  const isOpen = publicUrl !== null && evidence.isPublic === true
  const isDoubted = evidence.missedCalls >= missedUntilDoubt
  const isFailing = evidence.failedReferences >= failedUntilDoubt
  const other: ReferenceMode = hasBucket ? 'bucket' : 'inline'
  return {
    references: isOpen && !isFailing ? 'relay' : isFailing ? 'inline' : other,
    isCalled: isOpen,
    isTrusted: isOpen && !isDoubted,
    proof: !isOpen
      ? 'none'
      : isDoubted
        ? 'doubted'
        : evidence.lastCall === null
          ? 'assumed'
          : 'confirmed',
  }
}

/** The reach in one or two sentences, for the log and the terminal. */
export function reachSentence(
  reach: Reach,
  { lastCall, isMisSigned = false }: Evidence,
  publicUrl: string | null,
  now: number,
): string {
  const news = (() => {
    switch (reach.proof) {
      case 'none':
        return reachText.polled
      case 'assumed':
        return reachText.assumed
      case 'confirmed':
        return reachText.confirmed((now - (lastCall ?? now)) / 1000)
      case 'doubted':
        return isMisSigned ? reachText.misSigned : reachText.doubted(publicUrl ?? '')
    }
  })()
  const sentence = reachText.sentence(reach.references, news)
  const isUnreachable = publicUrl !== null && !reach.isCalled
  return isUnreachable ? `${reachText.unreachable(publicUrl)} ${sentence}` : sentence
}
