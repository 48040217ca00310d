import { displayAd } from './buzz-placements.ts'
import type { PlacementRow } from './placement-row.ts'
import * as zones from './safe-zones.ts'
import { sources } from './citations.ts'

const bothStories = { safeZones: [zones.reels1440, zones.olderStory1440] }
const noStandard = { note: 'There is no standard: one guide’s advice.' }
const screenshot = {
  note: 'For what stands behind and beside the screen: Apple wants to see the app itself.',
}
const points = { note: 'In points, 72 an inch, rounded.' }

/** Placements without an asset type in Figma Buzz: sizes that platforms, stores and newspapers ask for. */
// oxfmt-ignore
export const otherRows: readonly PlacementRow[] = [
  ['Instagram feed 3:4', 'Posts', 'Instagram Meta', 1080, 1440, sources.meta],
  ['Reel (Meta 9:16)', 'Stories and reels', 'Instagram Facebook Meta', 1080, 1920, sources.meta, { safeZones: [zones.reels] }],
  ['Link preview (og:image)', 'Posts', 'Facebook Open Graph', 1200, 630, sources.linkPreview],
  ['X post, large', 'Posts', 'X Twitter', 1600, 900, sources.x],
  ['Facebook cover as shown on desktop', 'Covers and headers', 'Facebook Meta', 820, 312, sources.facebookCover],
  ['LinkedIn ad 1:1.91 (bordered)', 'Social ads', 'LinkedIn', 628, 1200, sources.linkedInAds, { note: 'LinkedIn puts borders on it, and advises 4:5.' }],
  ['Google half page', 'Display ads', 'Google', 300, 600, sources.googleAds, displayAd],
  ['Google vertical rectangle', 'Display ads', 'Google', 240, 400, sources.googleAds, displayAd],
  ['Google triple widescreen', 'Display ads', 'Google', 250, 360, sources.googleAds, displayAd],
  ['Google netboard', 'Display ads', 'Google', 580, 400, sources.googleAds, displayAd],
  ['Google square', 'Display ads', 'Google', 250, 250, sources.googleAds, displayAd],
  ['Google large mobile banner', 'Display ads', 'Google', 320, 100, sources.googleAds, displayAd],
  ['Google mobile banner 320', 'Display ads', 'Google', 320, 50, sources.googleAds, displayAd],
  ['Google portrait', 'Display ads', 'Google', 300, 1050, sources.googleAds, displayAd],
  ['Google narrow skyscraper', 'Display ads', 'Google', 120, 600, sources.googleAds, displayAd],
  ['Google billboard', 'Display ads', 'Google', 970, 250, sources.googleAds, displayAd],
  ['Google top banner', 'Display ads', 'Google', 930, 180, sources.googleAds, displayAd],
  ['Google banner', 'Display ads', 'Google', 468, 60, sources.googleAds, displayAd],
  ['Google panorama', 'Display ads', 'Google', 980, 120, sources.googleAds, displayAd],
  ['Google large leaderboard', 'Display ads', 'Google', 970, 90, sources.googleAds, displayAd],
  ['US Letter 300 dpi', 'Print', 'Paper', 2550, 3300, sources.inches],
  ['A4 300 dpi', 'Print', 'Paper', 2480, 3508, sources.iso300],

  // Sizes that platforms advise beyond those of Figma.
  ['Facebook portrait', 'Posts', 'Facebook Meta', 1080, 1350, sources.facebookPost],
  ['Story, newer size', 'Stories and reels', 'Instagram Facebook Meta', 1440, 2560, sources.meta, bothStories],
  ['Facebook cover as shown on phones', 'Covers and headers', 'Facebook Meta', 640, 360, sources.facebookCover],
  ['LinkedIn article header, small', 'Covers and headers', 'LinkedIn', 1200, 644, sources.linkedInArticle, { note: 'Not from LinkedIn itself.' }],
  ['YouTube banner, smallest', 'Video', 'YouTube channel', 2048, 1152, sources.youTube, { safeZones: [zones.youTubeBannerSmallest] }],

  ['Web hero', 'Web', 'Website homepage', 1920, 1080, sources.heroFull, noStandard],
  ['Web hero, low', 'Web', 'Website homepage', 1920, 800, sources.hero, noStandard],
  ['Web hero, strip', 'Web', 'Website homepage', 1920, 600, sources.heroStrip, noStandard],
  ['Web hero, low @2x', 'Web', 'Website homepage retina', 3840, 1600, sources.hero, noStandard],
  ['Web hero, tablet', 'Web', 'Website homepage', 1024, 600, sources.hero, noStandard],
  ['Web hero, phone @2x', 'Web', 'Website homepage mobile', 780, 1200, sources.hero, noStandard],

  ['App Store iPhone 6.9″', 'App stores', 'Apple iOS', 1320, 2868, sources.apple, screenshot],
  ['App Store iPhone 6.9″ landscape', 'App stores', 'Apple iOS', 2868, 1320, sources.apple, screenshot],
  ['App Store iPhone 6.5″', 'App stores', 'Apple iOS', 1284, 2778, sources.apple, screenshot],
  ['App Store iPad 13″', 'App stores', 'Apple iPadOS', 2064, 2752, sources.apple, screenshot],
  ['App Store iPad 13″ landscape', 'App stores', 'Apple iPadOS', 2752, 2064, sources.apple, screenshot],
  ['App Store Mac', 'App stores', 'Apple macOS', 2880, 1800, sources.apple, screenshot],
  ['App Store Vision Pro', 'App stores', 'Apple visionOS', 3840, 2160, sources.apple, screenshot],
  ['Google Play feature graphic', 'App stores', 'Android', 1024, 500, sources.googlePlay, { note: 'Without transparency. Keep what matters off the edges.' }],
  ['Google Play phone', 'App stores', 'Android screenshot', 1080, 1920, sources.googlePlay],
  ['Google Play tablet', 'App stores', 'Android screenshot', 1920, 1080, sources.googlePlay],
  ['Google Play TV banner', 'App stores', 'Android', 1280, 720, sources.googlePlay],

  ['A3 (pt)', 'Print', 'Paper poster', 842, 1191, sources.isoPoints, points],
  ['A4 (pt)', 'Print', 'Paper', 595, 842, sources.isoPoints, points],
  ['A5 (pt)', 'Print', 'Paper flyer', 420, 595, sources.isoPoints, points],
  ['A6 postcard (pt)', 'Print', 'Paper', 298, 420, sources.isoPoints, points],
  ['US Tabloid (pt)', 'Print', 'Paper poster', 792, 1224, sources.inchPoints, points],
]
