import type { Fit } from '../../../../../ui/catalog/targets/fit.ts'

/** What the table of all placements is to say of one, figure by figure. */
export interface ExpectedFit {
  readonly name: string
  readonly id: string
  readonly pixels: readonly [width: number, height: number]
  readonly ratio: string
  /** In percent, as printed: "0", "4.2". */
  readonly crop: string
  /** What is said about the crop. */
  readonly marked: 'warn' | 'severe' | null
  readonly loses: Fit['loses']
  /** At 1K, 2K and 4K, to two places; null where the ratio is not offered. */
  readonly upscale: readonly [number | null, number | null, number | null]
  readonly pick: string
}

type Row = readonly [
  name: string,
  id: string,
  pixels: readonly [number, number],
  ratio: string,
  crop: string,
  marked: ExpectedFit['marked'],
  loses: Fit['loses'],
  upscale: ExpectedFit['upscale'],
  pick: string,
]

/** Worked out apart from the product's code, from the platforms' sizes and the pictures' estimated ones. */
// oxfmt-ignore
const rows: readonly Row[] = [
  ['X post', 'TWITTER_POST', [1200, 675], '16:9', '0', null, 'none', [0.72, 0.59, 0.31], '16:9@1K'],
  ['X header', 'TWITTER_BANNER', [1500, 500], '3:1', '0', null, 'none', [0.69, null, null], '3:1@1K'],
  ['LinkedIn post', 'LINKEDIN_POST', [1200, 1200], '1:1', '0', null, 'none', [0.96, 0.59, 0.42], '1:1@1K'],
  ['LinkedIn square', 'LINKEDIN_POST_SQUARE', [1080, 1080], '1:1', '0', null, 'none', [0.86, 0.53, 0.38], '1:1@1K'],
  ['LinkedIn portrait', 'LINKEDIN_POST_PORTRAIT', [626, 1200], '1:2', '4.2', null, 'top-bottom', [0.71, 0.61, 0.33], '1:2@1K'],
  ['LinkedIn landscape', 'LINKEDIN_POST_LANDSCAPE', [1200, 626], '2:1', '4.2', null, 'sides', [0.71, 0.61, 0.33], '2:1@1K'],
  ['LinkedIn profile banner', 'LINKEDIN_PROFILE_BANNER', [1584, 396], '3:1', '25.0', 'warn', 'top-bottom', [0.73, null, null], '3:1@1K'],
  ['LinkedIn article header', 'LINKEDIN_ARTICLE_BANNER', [1920, 1080], '16:9', '0', null, 'none', [1.15, 0.94, 0.5], '16:9@2K'],
  ['LinkedIn ad landscape', 'LINKEDIN_AD_LANDSCAPE', [1200, 628], '2:1', '4.5', null, 'sides', [0.71, 0.61, 0.33], '2:1@1K'],
  ['LinkedIn ad square', 'LINKEDIN_AD_SQUARE', [1200, 1200], '1:1', '0', null, 'none', [0.96, 0.59, 0.42], '1:1@1K'],
  ['LinkedIn ad vertical', 'LINKEDIN_AD_VERTICAL', [720, 900], '4:5', '0', null, 'none', [0.64, null, 0.28], '4:5@1K'],
  ['Instagram square', 'INSTA_POST_SQUARE', [1080, 1080], '1:1', '0', null, 'none', [0.86, 0.53, 0.38], '1:1@1K'],
  ['Instagram portrait', 'INSTA_POST_PORTRAIT', [1080, 1350], '4:5', '0', null, 'none', [0.96, null, 0.42], '4:5@1K'],
  ['Instagram story', 'INSTA_STORY', [1080, 1920], '9:16', '0', null, 'none', [1.15, 0.94, 0.5], '9:16@2K'],
  ['Instagram ad', 'INSTA_AD', [1440, 1440], '1:1', '0', null, 'none', [1.15, 0.7, 0.5], '1:1@2K'],
  ['Reel cover', 'INSTA_REEL_COVER', [1080, 1920], '9:16', '0', null, 'none', [1.15, 0.94, 0.5], '9:16@2K'],
  ['Facebook post', 'FACEBOOK_POST', [1200, 630], '2:1', '4.8', null, 'sides', [0.71, 0.62, 0.33], '2:1@1K'],
  ['Facebook cover', 'FACEBOOK_COVER_PHOTO', [851, 315], '3:1', '9.9', null, 'sides', [0.44, null, null], '3:1@1K'],
  ['Facebook event', 'FACEBOOK_EVENT_COVER', [1920, 1005], '2:1', '4.5', null, 'sides', [1.13, 0.98, 0.52], '2:1@2K'],
  ['Facebook ad portrait', 'FACEBOOK_AD_PORTRAIT', [1440, 1800], '4:5', '0', null, 'none', [1.28, null, 0.56], '4:5@4K'],
  ['Facebook ad square', 'FACEBOOK_AD_SQUARE', [1440, 1440], '1:1', '0', null, 'none', [1.15, 0.7, 0.5], '1:1@2K'],
  ['YouTube thumbnail', 'YOUTUBE_THUMBNAIL', [1280, 720], '16:9', '0', null, 'none', [0.77, 0.63, 0.33], '16:9@1K'],
  ['YouTube banner', 'YOUTUBE_BANNER', [2560, 1440], '16:9', '0', null, 'none', [1.53, 1.25, 0.67], '16:9@4K'],
  ['YouTube companion ad', 'YOUTUBE_AD', [300, 60], '3:1', '40.0', 'warn', 'top-bottom', [0.14, null, null], '3:1@1K'],
  ['Pinterest pin', 'PINTEREST_AD_PIN', [1000, 1500], '2:3', '0', null, 'none', [0.98, 0.73, 0.43], '2:3@1K'],
  ['Twitch banner', 'TWITCH_BANNER', [1200, 480], '21:9', '6.7', null, 'top-bottom', [0.63, 0.59, 0.31], '21:9@1K'],
  ['Zoom background', 'ZOOM_BACKGROUND', [1920, 1080], '16:9', '0', null, 'none', [1.15, 0.94, 0.5], '16:9@2K'],
  ['Google leaderboard', 'GOOGLE_LEADERBOARD_AD', [728, 90], '3:1', '62.9', 'severe', 'top-bottom', [0.34, null, null], '3:1@1K'],
  ['Google large rectangle', 'GOOGLE_LARGE_AD', [336, 280], '5:4', '4.0', null, 'sides', [0.25, null, 0.11], '5:4@1K'],
  ['Google medium rectangle', 'GOOGLE_MED_AD', [300, 250], '5:4', '4.0', null, 'sides', [0.22, null, 0.1], '5:4@1K'],
  ['Google mobile banner', 'GOOGLE_MOBILE_BANNER_AD', [300, 50], '3:1', '50.0', 'warn', 'top-bottom', [0.14, null, null], '3:1@1K'],
  ['Google skyscraper', 'GOOGLE_SKYSCRAPER_AD', [160, 600], '1:3', '20.0', 'warn', 'sides', [0.28, null, null], '1:3@1K'],
  ['Card horizontal', 'CARD_HORIZONTAL', [504, 360], '4:3', '4.8', null, 'top-bottom', [0.35, 0.25, 0.15], '4:3@1K'],
  ['Card vertical', 'CARD_VERTICAL', [360, 504], '3:4', '4.8', null, 'sides', [0.35, 0.25, 0.15], '3:4@1K'],
  ['US Letter (pt)', 'PRINT_US_LETTER', [612, 792], '3:4', '2.9', null, 'top-bottom', [0.56, 0.4, 0.25], '3:4@1K'],
  ['Poster', 'POSTER', [648, 864], '3:4', '0', null, 'none', [0.6, 0.42, 0.26], '3:4@1K'],
  ['Banner standard', 'BANNER_STANDARD', [576, 288], '2:1', '0', null, 'none', [0.32, 0.28, 0.15], '2:1@1K'],
  ['Banner wide', 'BANNER_WIDE', [576, 192], '3:1', '0', null, 'none', [0.27, null, null], '3:1@1K'],
  ['Banner ultra-wide', 'BANNER_ULTRAWIDE', [576, 144], '3:1', '25.0', 'warn', 'top-bottom', [0.27, null, null], '3:1@1K'],
  ['Name tag portrait', 'NAME_TAG_PORTRAIT', [144, 216], '2:3', '0', null, 'none', [0.14, 0.11, 0.06], '2:3@1K'],
  ['Name tag landscape', 'NAME_TAG_LANDSCAPE', [216, 144], '3:2', '0', null, 'none', [0.14, 0.11, 0.06], '3:2@1K'],
  ['Instagram feed 3:4', 'instagram-feed-3-4', [1080, 1440], '3:4', '0', null, 'none', [0.99, 0.7, 0.43], '3:4@1K'],
  ['Reel (Meta 9:16)', 'reel-meta-9-16', [1080, 1920], '9:16', '0', null, 'none', [1.15, 0.94, 0.5], '9:16@2K'],
  ['Link preview (og:image)', 'link-preview-og-image', [1200, 630], '2:1', '4.8', null, 'sides', [0.71, 0.62, 0.33], '2:1@1K'],
  ['X post, large', 'x-post-large', [1600, 900], '16:9', '0', null, 'none', [0.96, 0.78, 0.42], '16:9@1K'],
  ['Facebook cover as shown on desktop', 'facebook-cover-as-shown-on-desktop', [820, 312], '21:9', '11.2', 'warn', 'top-bottom', [0.43, 0.4, 0.21], '21:9@1K'],
  ['LinkedIn ad 1:1.91 (bordered)', 'linkedin-ad-1-1-91-bordered', [628, 1200], '1:2', '4.5', null, 'top-bottom', [0.71, 0.61, 0.33], '1:2@1K'],
  ['Google half page', 'google-half-page', [300, 600], '1:2', '0', null, 'none', [0.34, 0.29, 0.16], '1:2@1K'],
  ['Google vertical rectangle', 'google-vertical-rectangle', [240, 400], '9:16', '6.3', null, 'top-bottom', [0.26, 0.21, 0.11], '9:16@1K'],
  ['Google triple widescreen', 'google-triple-widescreen', [250, 360], '2:3', '4.0', null, 'top-bottom', [0.24, 0.18, 0.11], '2:3@1K'],
  ['Google netboard', 'google-netboard', [580, 400], '3:2', '3.3', null, 'sides', [0.39, 0.29, 0.17], '3:2@1K'],
  ['Google square', 'google-square', [250, 250], '1:1', '0', null, 'none', [0.2, 0.12, 0.09], '1:1@1K'],
  ['Google large mobile banner', 'google-large-mobile-banner', [320, 100], '3:1', '6.3', null, 'top-bottom', [0.15, null, null], '3:1@1K'],
  ['Google mobile banner 320', 'google-mobile-banner-320', [320, 50], '3:1', '53.1', 'severe', 'top-bottom', [0.15, null, null], '3:1@1K'],
  ['Google portrait', 'google-portrait', [300, 1050], '1:3', '14.3', 'warn', 'sides', [0.48, null, null], '1:3@1K'],
  ['Google narrow skyscraper', 'google-narrow-skyscraper', [120, 600], '1:3', '40.0', 'warn', 'sides', [0.28, null, null], '1:3@1K'],
  ['Google billboard', 'google-billboard', [970, 250], '3:1', '22.7', 'warn', 'top-bottom', [0.45, null, null], '3:1@1K'],
  ['Google top banner', 'google-top-banner', [930, 180], '3:1', '41.9', 'warn', 'top-bottom', [0.43, null, null], '3:1@1K'],
  ['Google banner', 'google-banner', [468, 60], '3:1', '61.5', 'severe', 'top-bottom', [0.22, null, null], '3:1@1K'],
  ['Google panorama', 'google-panorama', [980, 120], '3:1', '63.3', 'severe', 'top-bottom', [0.45, null, null], '3:1@1K'],
  ['Google large leaderboard', 'google-large-leaderboard', [970, 90], '3:1', '72.2', 'severe', 'top-bottom', [0.45, null, null], '3:1@1K'],
  ['US Letter 300 dpi', 'us-letter-300-dpi', [2550, 3300], '3:4', '2.9', null, 'top-bottom', [2.35, 1.66, 1.02], '3:4@4K'],
  ['A4 300 dpi', 'a4-300-dpi', [2480, 3508], '2:3', '5.7', null, 'top-bottom', [2.42, 1.82, 1.05], '2:3@4K'],
]

export const expectedFits: readonly ExpectedFit[] = rows.map(
  ([name, id, pixels, ratio, crop, marked, loses, upscale, pick]) => ({
    name,
    id,
    pixels,
    ratio,
    crop,
    marked,
    loses,
    upscale,
    pick,
  }),
)
