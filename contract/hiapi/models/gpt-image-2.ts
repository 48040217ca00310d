import type { ImageModel } from './model.ts'

/**
 * GPT Image 2, image to image, default route.
 *
 * - which ratio exists at which resolution: HiAPI's own skill for the model
 *   (HiAPIAI/hiapi-gpt-image-2-skill 0.5.0, scripts/lib/gpt-image-2.mjs). Its sources disagree about 1:1
 *   at 4K; it is offered, and the API has the last word.
 * - pixels at 1K: some published results measure 1254 × 1254, 1672 × 941, 1448 × 1086 and 1122 × 1402,
 *   all of them √(1 572 864 × ratio) rounded; the other rows are computed from that
 * - pixels at 2K and 4K: a long edge of 2048 and 3840, at most 8 294 400 pixels, as reported of the model
 *   behind it. A weak assumption: replace each by a measured result.
 *
 * The pixels are for ranking and warnings. The pictures that arrive are measured in any case.
 */
export const gptImage2: ImageModel = {
  name: 'gpt-image-2-image-to-image',
  spellings: ['gpt-image-2/image-to-image'],
  references: { field: 'input_urls', most: 16 },
  prompt: { longest: 20_000 },
  tier: { field: 'resolution', values: { '1K': '1K', '2K': '2K', '4K': '4K' } },
  cells: {
    auto: { '1K': null },
    '1:1': { '1K': [1254, 1254], '2K': [2048, 2048], '4K': [2880, 2880] },
    '3:2': { '1K': [1536, 1024], '2K': [2048, 1365], '4K': [3527, 2352] },
    '2:3': { '1K': [1024, 1536], '2K': [1365, 2048], '4K': [2352, 3527] },
    '4:3': { '1K': [1448, 1086], '2K': [2048, 1536], '4K': [3326, 2494] },
    '3:4': { '1K': [1086, 1448], '2K': [1536, 2048], '4K': [2494, 3326] },
    '5:4': { '1K': [1402, 1122], '4K': [3220, 2576] },
    '4:5': { '1K': [1122, 1402], '4K': [2576, 3220] },
    '16:9': { '1K': [1672, 941], '2K': [2048, 1152], '4K': [3840, 2160] },
    '9:16': { '1K': [941, 1672], '2K': [1152, 2048], '4K': [2160, 3840] },
    '2:1': { '1K': [1774, 887], '2K': [2048, 1024], '4K': [3840, 1920] },
    '1:2': { '1K': [887, 1774], '2K': [1024, 2048], '4K': [1920, 3840] },
    '3:1': { '1K': [2172, 724] },
    '1:3': { '1K': [724, 2172] },
    '21:9': { '1K': [1916, 821], '2K': [2048, 878], '4K': [3840, 1646] },
    '9:21': { '1K': [821, 1916] },
  },
  substitutes: [{ cell: { ratio: '1:1', resolution: '4K' }, resolution: '2K' }],
  // From HiAPI's blog.
  prices: { dollars: { '1K': 0.03, '2K': 0.04, '4K': 0.06 }, readOn: '2026-11-01' },
}
