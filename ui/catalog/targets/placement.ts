import type { Insets } from '../../../contract/model/geometry.ts'

/** A placement's name for itself: Figma's own type of Buzz asset where there is one. */
export type PlacementId = string

/** In the order in which the window lists them. */
export const groups = [
  'Posts',
  'Stories and reels',
  'Covers and headers',
  'Social ads',
  'Display ads',
  'Video',
  'Web',
  'App stores',
  'Print',
] as const
export type PlacementGroup = (typeof groups)[number]

/** What of a placement is not covered by the platform's own buttons, faces and captions. */
export interface SafeZone {
  /** Whose rule it is: "Reels and stories". */
  readonly name: string
  /** How far it keeps off each edge, in the placement's pixels, rounded up. */
  readonly insets: Insets
  readonly source: string
  /** As "2026-11-23". */
  readonly checkedOn: string
}

/** A target with a name and an exact size, as designers deliver them. */
export interface Placement {
  readonly id: PlacementId
  /** "Instagram story" */
  readonly name: string
  readonly group: PlacementGroup
  /** Where it runs: "Instagram"; with other words that people look for it by. */
  readonly platform: string
  readonly width: number
  readonly height: number
  /** Figma's name for it among the types of Buzz assets; null where it has none. */
  readonly buzzId: string | null
  /** The rules about it, the one to follow first; none where nothing is published. */
  readonly safeZones: readonly SafeZone[]
  /** What it is exported as. */
  readonly format: 'PNG' | 'JPG'
  /** Where its size is from: an address, or how it is computed. */
  readonly source: string
  /** The day on which the row was written as its source had it: "2026-11-23". Platforms change. */
  readonly checkedOn: string
  /** What to know about it: other sizes that are advised, and how sure this one is. */
  readonly note: string | null
}
