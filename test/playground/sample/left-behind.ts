import type { ClientStorage } from '../../host/storage.ts'

/** What the sample asks for. */
export const prompts = {
  variants:
    'A campaign of this poster, printed large: morning light, long soft shadows, calm colours. Keep the headphones as they are.',
  swap: 'Studio photo with soft morning light, real materials and shadows. Keep the arrangement.',
} as const

/** One poster, delivered to seven places. */
export const launchKit = {
  id: 'sample-launch-kit',
  name: 'Launch kit',
  ratios: [],
  placements: [
    'INSTA_STORY',
    'INSTA_REEL_COVER',
    'INSTA_POST_PORTRAIT',
    'LINKEDIN_POST',
    'TWITTER_POST',
    'FACEBOOK_COVER_PHOTO',
    'google-half-page',
  ],
  resolution: '1K',
  sizing: { by: 'picture' },
  copies: 1,
} as const

/** When it was used last, in milliseconds since 1970: the same in every playground. */
const at = Date.UTC(2026, 0, 12, 9)

/**
 * Leaves in Figma's storage what a designer would have left there who had used Restage before: a set of
 * targets, two prompts, and what was set up last in this file.
 *
 * @param file the file's name: it has no mark yet
 */
export function leaveBehind(storage: ClientStorage, file: string): void {
  const { ratios, placements, resolution, sizing, copies } = launchKit
  const { variants: prompt, swap: swapPrompt } = prompts
  const draft = { prompt, swapPrompt, ratios, placements, resolution, sizing, copies }
  storage.set('drafts', [{ file, draft }])
  storage.set('library', {
    version: 1,
    favourites: [],
    placements: [],
    sets: [launchKit],
    history: [
      { text: prompts.variants, at, favourite: false },
      { text: prompts.swap, at: at - 1, favourite: false },
    ],
  })
}
