import { PageId } from '../../../../../contract/model/ids.ts'
import { Recipe } from '../../../../../contract/model/plugin-data/recipe.ts'
import type { Target } from '../../../../../contract/model/target.ts'
import type { VariantInfo } from '../../../../../contract/model/variant.ts'
import { plainDetails } from '../../../../plain-details.ts'

/** The placement that a sample recipe is for. */
const story: Target = {
  kind: 'placement',
  placement: 'INSTA_STORY',
  name: 'Instagram story',
  size: { width: 1080, height: 1920 },
}

/** A placement of the same ratio, which can share a picture with the story. */
export const cover: Target = { ...story, placement: 'INSTA_REEL_COVER', name: 'Reel cover' }

/** The progress of a variant that has its picture. */
export const done = {
  state: 'done',
  at: new Date(2026, 10, 23, 16, 5).getTime(),
  task: 'task_1',
  picture: { hash: 'new', width: 1152, height: 2048 },
} as const

/** The progress of a variant that waits for its picture. */
export const waiting = { state: 'submitted', at: 1, task: 'task_1' } as const

/** The progress of a variant whose picture failed. */
export const failed = {
  state: 'failed',
  at: 1,
  task: null,
  reason: 'HiAPI did not take it.',
} as const

interface Wish {
  node?: string
  job?: string
  target?: Target
  progress?: Recipe['progress'] | object
  details?: Partial<Recipe['details']>
  request?: Partial<Recipe['request']>
  source?: string
}

/** The recipe of a story made of a poster; all of it has a plain default. */
export function recipeOf(wish: Wish = {}): Recipe {
  const { node = '4:5', job = 'job-1', target = story, progress = done, source = '1:2' } = wish
  return Recipe.parse({
    version: 1,
    node,
    owner: null,
    part: 0,
    run: 'run-1',
    job,
    source: { id: source, name: 'Poster', size: { width: 400, height: 300 } },
    target,
    focalPoint: { x: 0.5, y: 0.2 },
    reference: { hash: 'old', type: 'image/png', width: 800, height: 600 },
    request: {
      model: 'gpt-image-2-image-to-image',
      prompt: 'At dusk, on a table',
      ratio: '9:16',
      resolution: '2K',
      callbackUrl: '',
      idempotencyKey: 'restage-1',
      ...wish.request,
    },
    details: { ...plainDetails, ...wish.details },
    price: null,
    progress,
  })
}

/** What is missing of a variant that has everything. */
export const nothing = { source: false, reference: false, further: 0, picture: false }

/** A variant that has a recipe, as the window knows it. */
export function variant(wish: Wish = {}, known: Partial<VariantInfo> = {}): VariantInfo {
  const recipe = recipeOf(wish)
  const bounds = { x: 0, y: 0, width: 1080, height: 1920 }
  return {
    node: recipe.node,
    page: PageId.parse('0:1'),
    name: 'Poster · Instagram story',
    bounds,
    recipe,
    pending: null,
    isCopy: false,
    hasGuide: false,
    missing: nothing,
    ...known,
  }
}
