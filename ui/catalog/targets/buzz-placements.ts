import type { PlacementGroup } from './placement.ts'
import type { PlacementRow } from './placement-row.ts'
import * as zones from './safe-zones.ts'
import { sources } from './citations.ts'

type Row = readonly [
  name: string,
  group: PlacementGroup,
  platform: string,
  width: number,
  height: number,
  extra?: PlacementRow[6],
]

/** Google takes uploaded display ads as GIF, JPG or PNG of at most 150 kB. */
export const displayAd = {
  format: 'JPG',
  note: 'Google takes at most 150 kB: look at the weight of the file.',
} as const

const points = { note: 'In points, 72 an inch. For 300 dpi multiply by 25/6.' }

/**
 * The placements for which Figma Buzz has an asset type (`BuzzAssetType` of `@figma/plugin-typings`
 * 1.142.0), under the name of that type, with Figma's own sizes. `CUSTOM` is left out, because the designer
 * can make a placement instead.
 */
// oxfmt-ignore
const table: Readonly<Record<string, Row>> = {
  TWITTER_POST: ['X post', 'Posts', 'X Twitter', 1200, 675],
  TWITTER_BANNER: ['X header', 'Covers and headers', 'X Twitter', 1500, 500, { safeZones: [zones.xHeader], note: 'The profile picture also covers the lower left; its size is not published.' }],
  LINKEDIN_POST: ['LinkedIn post', 'Posts', 'LinkedIn', 1200, 1200],
  LINKEDIN_POST_SQUARE: ['LinkedIn square', 'Posts', 'LinkedIn', 1080, 1080],
  LINKEDIN_POST_PORTRAIT: ['LinkedIn portrait', 'Posts', 'LinkedIn', 626, 1200, { note: 'LinkedIn now advises 4:5, 720 × 900, and puts borders on 1:1.91.' }],
  LINKEDIN_POST_LANDSCAPE: ['LinkedIn landscape', 'Posts', 'LinkedIn', 1200, 626],
  LINKEDIN_PROFILE_BANNER: ['LinkedIn profile banner', 'Covers and headers', 'LinkedIn', 1584, 396, { note: 'The profile picture covers the lower left: keep text at the top right.' }],
  LINKEDIN_ARTICLE_BANNER: ['LinkedIn article header', 'Covers and headers', 'LinkedIn', 1920, 1080, { note: 'Others say 1200 × 644.' }],
  LINKEDIN_AD_LANDSCAPE: ['LinkedIn ad landscape', 'Social ads', 'LinkedIn', 1200, 628],
  LINKEDIN_AD_SQUARE: ['LinkedIn ad square', 'Social ads', 'LinkedIn', 1200, 1200],
  LINKEDIN_AD_VERTICAL: ['LinkedIn ad vertical', 'Social ads', 'LinkedIn', 720, 900],
  INSTA_POST_SQUARE: ['Instagram square', 'Posts', 'Instagram Meta', 1080, 1080],
  INSTA_POST_PORTRAIT: ['Instagram portrait', 'Posts', 'Instagram Meta', 1080, 1350, { safeZones: [zones.instagramFeed], note: 'The safe zone is one vendor’s advice.' }],
  INSTA_STORY: ['Instagram story', 'Stories and reels', 'Instagram Facebook Meta', 1080, 1920, { safeZones: [zones.reels, zones.olderStory] }],
  INSTA_AD: ['Instagram ad', 'Social ads', 'Instagram Meta', 1440, 1440, { note: 'Meta’s newer width; 1080 px stays accepted.' }],
  INSTA_REEL_COVER: ['Reel cover', 'Stories and reels', 'Instagram Facebook Meta', 1080, 1920, { safeZones: [zones.reels] }],
  FACEBOOK_POST: ['Facebook post', 'Posts', 'Facebook Meta', 1200, 630, { note: 'The shape of a link preview; guides of 2026 prefer 1080 × 1350 in the feed.' }],
  FACEBOOK_COVER_PHOTO: ['Facebook cover', 'Covers and headers', 'Facebook Meta', 851, 315, { safeZones: [zones.facebookCover], note: 'The size to upload; shown at 820 × 312 on desktop and 640 × 360 on phones.' }],
  FACEBOOK_EVENT_COVER: ['Facebook event', 'Covers and headers', 'Facebook Meta', 1920, 1005, { safeZones: [zones.facebookEvent], note: 'The safe zone is weakly sourced.' }],
  FACEBOOK_AD_PORTRAIT: ['Facebook ad portrait', 'Social ads', 'Facebook Meta', 1440, 1800, { note: 'Meta’s newer width; 1080 px stays accepted.' }],
  FACEBOOK_AD_SQUARE: ['Facebook ad square', 'Social ads', 'Facebook Meta', 1440, 1440, { note: 'Meta’s newer width; 1080 px stays accepted.' }],
  YOUTUBE_THUMBNAIL: ['YouTube thumbnail', 'Video', 'YouTube', 1280, 720],
  YOUTUBE_BANNER: ['YouTube banner', 'Video', 'YouTube channel', 2560, 1440, { safeZones: [zones.youTubeBanner] }],
  YOUTUBE_AD: ['YouTube companion ad', 'Video', 'YouTube ad', 300, 60, { note: 'The strip beside the video.' }],
  PINTEREST_AD_PIN: ['Pinterest pin', 'Posts', 'Pinterest', 1000, 1500],
  TWITCH_BANNER: ['Twitch banner', 'Video', 'Twitch', 1200, 480, { note: 'It scales with the browser’s window: keep what matters at the left.' }],
  ZOOM_BACKGROUND: ['Zoom background', 'Video', 'Zoom', 1920, 1080],
  GOOGLE_LEADERBOARD_AD: ['Google leaderboard', 'Display ads', 'Google', 728, 90, displayAd],
  GOOGLE_LARGE_AD: ['Google large rectangle', 'Display ads', 'Google', 336, 280, displayAd],
  GOOGLE_MED_AD: ['Google medium rectangle', 'Display ads', 'Google', 300, 250, displayAd],
  GOOGLE_MOBILE_BANNER_AD: ['Google mobile banner', 'Display ads', 'Google', 300, 50, { ...displayAd, note: `320 × 50 is the common size. ${displayAd.note}` }],
  GOOGLE_SKYSCRAPER_AD: ['Google skyscraper', 'Display ads', 'Google', 160, 600, displayAd],
  CARD_HORIZONTAL: ['Card horizontal', 'Print', 'Card', 504, 360, points],
  CARD_VERTICAL: ['Card vertical', 'Print', 'Card', 360, 504, points],
  PRINT_US_LETTER: ['US Letter (pt)', 'Print', 'Paper', 612, 792, points],
  POSTER: ['Poster', 'Print', 'Poster', 648, 864, points],
  BANNER_STANDARD: ['Banner standard', 'Print', 'Banner', 576, 288, points],
  BANNER_WIDE: ['Banner wide', 'Print', 'Banner', 576, 192, points],
  BANNER_ULTRAWIDE: ['Banner ultra-wide', 'Print', 'Banner', 576, 144, points],
  NAME_TAG_PORTRAIT: ['Name tag portrait', 'Print', 'Name tag', 144, 216, points],
  NAME_TAG_LANDSCAPE: ['Name tag landscape', 'Print', 'Name tag', 216, 144, points],
}

export const buzzRows = Object.entries(table).map(
  ([id, [name, group, platform, width, height, extra = {}]]) => {
    const row: PlacementRow = [name, group, platform, width, height, sources.figma, extra]
    return { id, row }
  },
)
