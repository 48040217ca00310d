import { centre } from '../../../contract/model/geometry.ts'
import type { FurtherReference } from '../../../contract/model/reference.ts'
import type { UsableSource } from '../../../contract/model/source.ts'
import type { AspectRatio, Resolution, Sizing, Target } from '../../../contract/model/target.ts'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import type { Order, OrderTarget, SourceLive } from '../../../ui/engine/planning/order.ts'

/** What a designer sets up; all of it has a plain default. */
export interface Wish {
  readonly ratios: readonly AspectRatio[]
  /** After the ratios. */
  readonly targets: readonly OrderTarget[]
  /** For the ratios. */
  readonly resolution: Resolution
  readonly sizing: Sizing
  readonly prompt: string
  readonly copies: number
  readonly isShared: boolean
  readonly references: readonly FurtherReference[]
  /** What of a source's text stays live. */
  readonly live: (source: string) => SourceLive | undefined
}

/** The order that the window would make of a wish: one square, where nothing else is wanted. */
export function orderFor(sources: readonly UsableSource[], wish: Partial<Wish>): Order {
  const { targets = [], resolution = '1K', sizing } = wish
  const { ratios = targets.length === 0 ? ['1:1'] : [] } = wish
  const plain = ratios.map((ratio): OrderTarget => {
    const target: Target = { kind: 'ratio', ratio, ...(sizing === undefined ? {} : { sizing }) }
    return { target, cell: { ratio, resolution }, addition: '', focalPoint: centre }
  })
  return {
    sources: sources.map((source) => ({ ...source, texts: [], live: wish.live?.(source.id) })),
    targets: [...plain, ...targets],
    prompt: wish.prompt ?? 'A print on a sunlit table',
    options: { keepWording: false },
    copies: wish.copies ?? 1,
    isShared: wish.isShared ?? true,
    references: wish.references ?? [],
  }
}

/** A placement that a picture of some ratio is ordered for. */
export function placement(
  name: string,
  size: { readonly width: number; readonly height: number },
  ratio: AspectRatio,
): OrderTarget {
  const id = name.toLowerCase().replaceAll(' ', '-')
  return {
    target: { kind: 'placement', placement: id, name, size },
    cell: { ratio, resolution: '1K' },
    addition: '',
    focalPoint: centre,
  }
}

/** Two placements that one picture serves. */
export const storyAndReel: readonly OrderTarget[] = [
  placement('Instagram story', { width: 108, height: 192 }, '9:16'),
  placement('Reel cover', { width: 54, height: 96 }, '9:16'),
]

/** The first of a job's frames; empty where it has none. */
export function frameOf(job: Job | undefined): string {
  return job?.variants[0] ?? ''
}
