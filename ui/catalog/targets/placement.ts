import type { Insets } from '../../../contract/model/geometry.ts'

/** An id; Figma's own Buzz asset type if there is one. */
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

/** The part of a placement that the platform's own buttons, profile pictures and captions do not cover. */
export interface SafeZone {
  /** Whose rule it is: "Reels and stories". */
  readonly name: string
  /** The distance from each edge, in the placement's pixels, rounded up. */
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
  /** Where it runs, such as "Instagram", with other words that people search for. */
  readonly platform: string
  readonly width: number
  readonly height: number
  /** The name of its Buzz asset type in Figma; null if it has none. */
  readonly buzzId: string | null
  /** The published safe zones, the one to follow first; empty if none is published. */
  readonly safeZones: readonly SafeZone[]
  readonly format: 'PNG' | 'JPG'
  /** The source of its size: an address, or how it is computed. */
  readonly source: string
  /** The day on which the row matched its source: "2026-11-23". Platforms change. */
  readonly checkedOn: string
  /** Notes on it: other advised sizes, and how certain this one is. */
  readonly note: string | null
}
