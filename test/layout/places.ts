import type { Target } from '../../contract/model/target.ts'
import type { LayoutTarget } from '../../ui/catalog/text-layout/layout-target.ts'
import { layoutTargetOf } from '../../ui/catalog/text-layout/layout-target.ts'
import { placementOf } from '../../ui/catalog/targets/placements.ts'

export interface Place {
  readonly name: string
  readonly target: Target
  readonly layout: LayoutTarget
}

const ids = [
  'INSTA_STORY',
  'INSTA_POST_SQUARE',
  'INSTA_POST_PORTRAIT',
  'PINTEREST_AD_PIN',
  'LINKEDIN_POST_LANDSCAPE',
  'TWITTER_BANNER',
  'FACEBOOK_COVER_PHOTO',
  'YOUTUBE_BANNER',
  'GOOGLE_LEADERBOARD_AD',
  'GOOGLE_SKYSCRAPER_AD',
  'GOOGLE_MED_AD',
  'google-mobile-banner-320',
  'google-billboard',
  'a4-pt',
] as const

/** Where every layout has to find room. */
export const places: readonly Place[] = ids.map((id) => {
  const placement = placementOf(id)
  if (placement === null) throw new Error(`There is no placement ${id}.`)
  const { name, width, height } = placement
  const size = { width, height }
  const target: Target = { kind: 'placement', placement: id, name, size }
  return { name: `${name} ${width}×${height}`, target, layout: layoutTargetOf(target, size) }
})
