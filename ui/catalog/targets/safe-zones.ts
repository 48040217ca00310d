import type { SafeZone } from './placement.ts'
import { checkedOn, sources } from './citations.ts'

function zone(name: string, source: string, top: number, bottom: number, side: number): SafeZone {
  return { name, insets: { top, right: side, bottom, left: side }, source, checkedOn }
}

/** For reels, and since March 2026 for stories: 14 % at the top, 35 % at the bottom, 6 % at the sides. */
export const reels = zone('Reels and stories', sources.metaReels, 269, 672, 65)

/** Some sources still give it: 14 % at the top, 20 % at the bottom. Follow the stricter box. */
export const olderStory = zone('Stories before March 2026', sources.metaOlder, 269, 384, 0)

/** The same percentages, on Meta's newer canvas of 1440 × 2560. */
export const reels1440 = zone('Reels and stories', sources.metaReels, 359, 896, 87)
export const olderStory1440 = zone('Stories before March 2026', sources.metaOlder, 359, 512, 0)

/** One vendor's advice. */
export const instagramFeed = zone('Instagram feed', sources.instagramFeed, 64, 64, 64)

/** 1235 × 338 in the middle of 2048 × 1152: what every device shows. */
export const youTubeBanner = zone('YouTube on all devices', sources.youTube, 509, 509, 509)
export const youTubeBannerSmallest = zone('YouTube on all devices', sources.youTube, 407, 407, 407)

/** Phones show 16:9 of it: 560 pixels of its width. */
export const facebookCover = zone('Facebook on phones', sources.facebookCover, 0, 0, 146)

/** The middle 80 %; a weak source. */
export const facebookEvent = zone('Facebook events', sources.facebookEvent, 101, 101, 192)

export const xHeader = zone('X header', sources.profileArt, 60, 60, 0)
