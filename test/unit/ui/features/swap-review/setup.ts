import { plainDetails } from '../../../../plain-details.ts'
import { NodeId } from '../../../../../contract/model/ids.ts'
import { Recipe } from '../../../../../contract/model/plugin-data/recipe.ts'
import type { SwapInfo } from '../../../../../contract/model/swap.ts'

/** The recipe of a swap's picture. */
export function swapRecipe(job: string, render = '5:1'): Recipe {
  return Recipe.parse({
    version: 1,
    node: render,
    owner: null,
    part: 0,
    details: plainDetails,
    price: null,
    run: 'run-1',
    job,
    source: { id: '1:2', name: 'Hero card', size: { width: 400, height: 300 } },
    target: { kind: 'swap' },
    focalPoint: { x: 0.5, y: 0.5 },
    reference: { hash: 'before', type: 'image/png', width: 800, height: 600 },
    request: {
      model: 'gpt-image-2-image-to-image',
      prompt: 'A product shot',
      ratio: '4:3',
      resolution: '1K',
      callbackUrl: '',
      idempotencyKey: 'restage-1',
    },
    progress: {
      state: 'done',
      at: 1,
      task: `task-${job}`,
      picture: { hash: `picture-${job}`, width: 1024, height: 768 },
    },
  })
}

/** A swap that shows its render, with both sides there. */
export function swap(render = '5:1', changes: Partial<SwapInfo> = {}): SwapInfo {
  const recipe = swapRecipe('job-1', render)
  return {
    render: NodeId.parse(render),
    original: NodeId.parse('1:2'),
    name: 'Hero card',
    size: { width: 400, height: 300 },
    corners: [0, 0, 0, 0],
    shown: 'render',
    goes: { restore: '', keep: '1:2' },
    recipe,
    choices: [recipe],
    missing: { reference: false, pictures: [] },
    ...changes,
  }
}
