import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { describe, expect, it } from 'vitest'
import { PageId, TaskId } from '../../../../../contract/model/ids.ts'
import { Recipe } from '../../../../../contract/model/plugin-data/recipe.ts'
import type { Target } from '../../../../../contract/model/target.ts'
import type { Clock } from '../../../../../ui/lib/clock.ts'
import type { Job } from '../../../../../ui/engine/jobs/job.ts'
import { planRemake } from '../../../../../ui/engine/planning/plan-remake.ts'
import { shippedPrices } from '../../../../../contract/hiapi/models/prices.ts'
import {
  begunText,
  leftText,
  keepersText,
  leftOutText,
  missingTexts,
  pictureFact,
  remakeBlockText,
  statesText,
  summaryText,
  targetFact,
  usedText,
  whatText,
} from '../../../../../ui/features/recipe/text.ts'
import { chosenFits } from '../../../../../ui/features/composer/chosen-fits.ts'
import { knownPlacements } from '../../../../../ui/features/composer/placement-catalog.ts'
import { emptyDraft } from '../../../../../ui/features/composer/draft.ts'
import {
  remakeBlock,
  remakeOf,
  remakePlan,
} from '../../../../../ui/features/recipe/remake-options.ts'
import { isStillMeant } from '../../../../../ui/state/launch-command.ts'
import { draftOfRecipes } from '../../../../../ui/features/composer/draft-from-recipes.ts'
import {
  guidesToHide,
  guidesToShow,
  ruleNames,
} from '../../../../../ui/features/recipe/safe-zones/safe-zone-guides.ts'
import { createDebouncer } from '../../../../../ui/components/widgets/debounce.ts'
import { dateFact } from '../../../../../ui/formats/dates.ts'
import type { VariantInfo } from '../../../../../contract/model/variant.ts'
import {
  historyOf,
  indexJobs,
  type JobIndex,
  ownReplacement,
  sharedWords,
  sourcesOf,
  stateOf,
} from '../../../../../ui/features/recipe/variant-state.ts'
import { plainDetails } from '../../../../plain-details.ts'

const story: Target = {
  kind: 'placement',
  placement: 'INSTA_STORY',
  name: 'Instagram story',
  size: { width: 1080, height: 1920 },
}
const cover: Target = { ...story, placement: 'INSTA_REEL_COVER', name: 'Reel cover' }
const done = {
  state: 'done',
  at: new Date(2026, 10, 23, 16, 5).getTime(),
  task: 'task_1',
  picture: { hash: 'new', width: 1152, height: 2048 },
} as const
const waiting = { state: 'submitted', at: 1, task: 'task_1' } as const
const failed = { state: 'failed', at: 1, task: null, reason: 'HiAPI did not take it.' } as const

interface Wish {
  node?: string
  job?: string
  target?: Target
  progress?: Recipe['progress'] | object
  details?: Partial<Recipe['details']>
  request?: Partial<Recipe['request']>
  source?: string
}

function recipeOf(wish: Wish = {}): Recipe {
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

const nothing = { source: false, reference: false, further: 0, picture: false }

function variant(wish: Wish = {}, known: Partial<VariantInfo> = {}): VariantInfo {
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

const idle = indexJobs([])
const price = () => 0.04

/** A job with one frame: a new one, or the one of a variant whose picture it is to replace. */
function job(id: string, state: Job['state'], into: string | null, frame = into): Job {
  const { recipe, page, bounds } = variant({ job: id, node: frame ?? '4:5' })
  const { node, source, request, details, target, focalPoint } = recipe
  const part = { target, size: bounds, name: 'Poster · Instagram story', focalPoint } as const
  return {
    plan: {
      id: recipe.job,
      run: recipe.run,
      source: { id: source.id, page, name: source.name, bounds },
      anchor: null,
      parts: [{ ...part, format: 'PNG', into: into === null ? null : node, swaps: null }],
      ...request,
      details,
      price: 0.04,
    },
    state,
    at: 1,
    sentAt: 1,
    endedAt: null,
    submission: { state: 'created', at: 1, task: TaskId.parse('tk-1') },
    isKept: true,
    variants: [frame === null ? null : node],
    picture: null,
    remark: null,
  }
}

describe('how far a variant has come', () => {
  it('is told by its recipe, and by what is to replace its picture', () => {
    const name = (known: VariantInfo, jobIndex: JobIndex = idle) => stateOf(known, jobIndex).name
    expect(name(variant())).toBe('done')
    expect(name(variant({ progress: waiting }))).toBe('waiting')
    expect(name(variant({ progress: failed }))).toBe('failed')
    expect(name(variant({}, { pending: recipeOf({ progress: waiting }) }))).toBe('replacing')
    expect(name(variant({}, { pending: recipeOf({ progress: failed }) }))).toBe('replacing-failed')
    expect(name(variant({ progress: waiting }, { isCopy: true }))).toBe('empty-copy')
  })

  it('is told by this window’s jobs where they know better', () => {
    const stopped = indexJobs([job('job-1', { name: 'stopped' }, null)])
    expect(stateOf(variant({ progress: waiting }), stopped).name).toBe('stopped')
    // Before it is written on the variant that a picture will replace its own.
    const begun = indexJobs([job('job-2', { name: 'waiting' }, '4:5')])
    expect(stateOf(variant(), begun).name).toBe('replacing')
    expect(stateOf(variant(), indexJobs([job('job-2', { name: 'done' }, '4:5')])).name).toBe('done')
  })

  it('is not what a copy’s original waits for', () => {
    const pending = recipeOf({ node: '4:5', progress: waiting })
    const copy = variant({ node: '4:5' }, { pending, isCopy: true })
    expect(ownReplacement(copy).pending).toBe(pending)
    const other = { ...copy, node: variant({ node: '9:9' }).node }
    expect(stateOf(ownReplacement(other), idle).name).toBe('done')
  })

  it('is summed up for several', () => {
    const states = [waiting, failed, failed].map((progress) => stateOf(variant({ progress }), idle))
    expect(statesText(states)).toBe('1 waiting · 2 failed')
    expect(statesText([{ name: 'done' }])).toBeNull()
  })

  it('makes its recipe worth reading again when a job of it has come further, and no sooner', () => {
    const nodes = [variant().node]
    const before = historyOf(nodes, [job('job-1', { name: 'queued' }, null, '4:5')])
    expect(historyOf(nodes, [job('job-1', { name: 'generating' }, null, '4:5')])).toBe(before)
    expect(historyOf(nodes, [job('job-1', { name: 'done' }, null, '4:5')])).not.toBe(before)
    expect(historyOf(nodes, [job('job-1', { name: 'done' }, null, '7:7')])).toBe('')
  })
})

describe('what can be made again', () => {
  const pending = recipeOf({ progress: waiting })
  const lacking = (missing: Partial<VariantInfo['missing']>) =>
    variant({}, { missing: { ...nothing, ...missing } })

  it.each([
    ['one that has its picture', variant(), null, null],
    ['one that waits', variant({ progress: waiting }), 'waiting', 'waiting'],
    ['one that failed', variant({ progress: failed }), null, 'no-picture'],
    ['one that is being made again', variant({}, { pending }), 'replacing', null],
    ['one without its reference', lacking({ reference: true }), null, null],
    ['one without its source', lacking({ source: true }), null, null],
    ['one without either', lacking({ source: true, reference: true }), 'no-reference', null],
    ['one without a further reference', lacking({ further: 1 }), 'no-further', 'no-further'],
    ['one without its picture', lacking({ picture: true }), null, 'no-picture'],
  ] as const)('%s', (_, known, regenerate, vary) => {
    expect(remakeBlock(known, 'regenerate', idle)).toBe(regenerate)
    expect(remakeBlock(known, 'vary', idle)).toBe(vary)
  })

  it('costs one picture for all that share one', () => {
    const shared = [variant({ node: '4:5' }), variant({ node: '4:6', target: cover })]
    const other = variant({ node: '4:7', job: 'job-2' })
    const plan = remakePlan([...shared, other], 'regenerate', 'in-place', idle, price)
    expect(plan).toMatchObject({ pictures: 2, price: 0.08, blocks: [] })
    expect(plan.lines).toEqual([
      { targets: ['Instagram story', 'Reel cover'], pictures: 1, price: 0.04 },
      { targets: ['Instagram story'], pictures: 1, price: 0.04 },
    ])
    expect(plan.variants).toHaveLength(3)
  })

  it('leaves out what can’t be, and says how much', () => {
    const some = [variant(), variant({ job: 'job-2', node: '4:6', progress: waiting })]
    const plan = remakePlan(some, 'regenerate', 'in-place', idle, price)
    expect(plan.pictures).toBe(1)
    expect(leftOutText(plan)).toBe('Left out: 1 waiting')
    expect(remakeBlockText(plan)).toBeNull()
    const none = remakePlan(some.slice(1), 'regenerate', 'in-place', idle, price)
    expect(remakeBlockText(none)).toBe('Waiting for its picture.')
  })

  it('names the variants that keep a shared picture, when they are not made again too', () => {
    const details = { serves: ['Instagram story', 'Reel cover'] }
    const [one, two] = [variant({ details }), variant({ details, node: '4:6', target: cover })]
    const keepers = (selected: VariantInfo[], way: 'in-place' | 'beside') =>
      remakePlan(selected, 'regenerate', way, idle, price).keepers
    expect(keepers([one], 'in-place')).toEqual(['Reel cover'])
    expect(keepers([one, two], 'in-place')).toEqual([])
    expect(keepers([one], 'beside')).toEqual([])
    // By a job of its own since: no longer of the picture that the other names, but made again as well.
    const later = variant({ details: { serves: ['Reel cover'] }, target: cover, job: 'job-2' })
    expect(keepers([one, later], 'in-place')).toEqual([])
    const elsewhere = variant({ target: cover, job: 'job-3', source: '7:7' })
    expect(keepers([one, elsewhere], 'in-place')).toEqual(['Reel cover'])
    expect(keepersText(['Reel cover'])).toBe('Reel cover keeps its picture.')
  })

  it('is ordered from the reference, or from the picture and then always beside', () => {
    const plan = remakePlan([variant()], 'regenerate', 'in-place', idle, price)
    const { variants } = plan
    expect(remakeOf(plan, 'regenerate', 'in-place')).toEqual({
      variants,
      way: 'in-place',
      basis: 'reference',
    })
    expect(remakeOf(plan, 'vary', 'in-place')).toEqual({
      variants,
      way: 'beside',
      basis: 'picture',
    })
  })
})

describe('what is told of a recipe', () => {
  it('names the target and the source, with pixels, date and who shares the picture', () => {
    const known = variant({ details: { serves: ['Instagram story', 'Reel cover'] } })
    expect(whatText(known.recipe)).toBe('Instagram story of Poster')
    expect(targetFact(known)).toBe('Instagram story, 1080 × 1920')
    expect(pictureFact(known.recipe)).toBe('2K, 9:16, 1152 × 2048')
    expect(dateFact(done.at)).toBe('23 November 2026, 16:05')
  })

  it('says plainly what is missing here', () => {
    const missing = { source: true, reference: true, further: 2, picture: true }
    expect(missingTexts(variant({}, { missing, isCopy: true }))).toEqual([
      'A copy. The recipe is from the frame it was copied from.',
      'Its source, Poster, is not in this file.',
      'The picture it was made from is gone.',
      'References gone: 2.',
      'Its picture is gone from this file.',
    ])
    expect(missingTexts(variant())).toEqual([])
  })

  it('is a summary for several, with their sources and their common words', () => {
    const several = [variant(), variant({ source: '1:3' }), variant({ source: '1:3' })]
    expect(summaryText(several.length, sourcesOf(several).length)).toBe('3 variants · 2 sources')
    expect(sharedWords(several)).toBe('At dusk, on a table')
    const other = variant({ details: { template: 'At {width}' } })
    expect(sharedWords([...several, other])).toBeNull()
  })
})

describe('using a recipe', () => {
  const known = () => true
  const logo = {
    reference: recipeOf().reference,
    role: 'brand',
    name: 'Logo',
  } as const

  it('puts the words as they were written, their target and all that was chosen for it into the draft', () => {
    const details = { template: 'Of {name}', options: { keepWording: true }, references: [logo] }
    const before = { ...emptyDraft, prompt: 'Old', copies: 3, additions: new Map([['1:1', 'x']]) }
    const { draft } = draftOfRecipes([recipeOf({ details })], before, known, 0, gptImage2)
    expect(draft).toMatchObject({ prompt: 'Of {name}', options: { keepWording: true }, copies: 3 })
    expect([...draft.placements]).toEqual(['INSTA_STORY'])
    expect([draft.ratios.size, draft.additions.size]).toEqual([0, 0])
    expect(draft.focalPoints.get('INSTA_STORY')).toEqual({ x: 0.5, y: 0.2 })
    expect(draft.references).toMatchObject([{ name: 'Logo', role: 'brand' }])
    // 9:16 at 2K is what fits a story best: nothing of the designer's own choice.
    expect(draft.cells.size).toBe(0)
  })

  it('remembers a pair that the person had chosen, and a crop that they had accepted', () => {
    const other = recipeOf({ request: { ratio: '9:16', resolution: '4K' } })
    const { draft } = draftOfRecipes([other], emptyDraft, known, 0, gptImage2)
    expect(draft.cells.get('INSTA_STORY')).toEqual({ ratio: '9:16', resolution: '4K' })
    const leaderboard: Target = {
      kind: 'placement',
      placement: 'GOOGLE_LEADERBOARD_AD',
      name: 'Google leaderboard',
      size: { width: 728, height: 90 },
    }
    const wide = recipeOf({ target: leaderboard, request: { ratio: '3:1', resolution: '1K' } })
    const { draft: second } = draftOfRecipes([wide], emptyDraft, known, 0, gptImage2)
    expect([...second.accepted]).toEqual(['GOOGLE_LEADERBOARD_AD'])
  })

  it('takes a plain ratio with its resolution and its sizing', () => {
    const target: Target = { kind: 'ratio', ratio: '16:9', sizing: { by: 'edge', pixels: 900 } }
    const recipe = recipeOf({ target, request: { ratio: '16:9', resolution: '4K' } })
    const { draft } = draftOfRecipes([recipe], emptyDraft, known, 0, gptImage2)
    expect([...draft.ratios]).toEqual(['16:9'])
    expect(draft).toMatchObject({ resolution: '4K', sizing: { by: 'edge', pixels: 900 } })
  })

  it('leaves the targets as they are chosen where it has the words of a swap only', () => {
    const before = { ...emptyDraft, ratios: new Set(['3:2'] as const), placements: new Set(['X']) }
    const { draft } = draftOfRecipes(
      [recipeOf({ target: { kind: 'swap' } })],
      before,
      known,
      0,
      gptImage2,
    )
    expect([...draft.ratios, ...draft.placements]).toEqual(['3:2', 'X'])
    expect(draft.prompt).not.toBe(before.prompt)
    const both = [recipeOf({ target: { kind: 'swap' } }), recipeOf()] as const
    const mixed = draftOfRecipes([...both], before, known, 0, gptImage2).draft
    expect([...mixed.ratios, ...mixed.placements]).toEqual(['INSTA_STORY'])
  })

  it('leaves a pair alone that no placement can have, whoever wrote it', () => {
    const never = [
      { ratio: 'auto', resolution: '1K' },
      { ratio: '3:1', resolution: '4K' },
    ] as const
    for (const request of never) {
      const { draft } = draftOfRecipes([recipeOf({ request })], emptyDraft, known, 0, gptImage2)
      const placements = knownPlacements([])
      expect(chosenFits(draft, placements, gptImage2, shippedPrices)).toHaveLength(1)
      expect([draft.cells.size, draft.accepted.size]).toEqual([0, 0])
    }
  })

  it('takes references by whatever hash', () => {
    const reference = { hash: 'f'.repeat(200), type: 'image/png', width: 8, height: 6 }
    const details = { references: [{ reference, role: 'style', name: 'Logo' }] }
    const recipe = recipeOf({ details: details as Partial<Recipe['details']> })
    const { draft } = draftOfRecipes([recipe], emptyDraft, known, 0, gptImage2)
    expect(draft.references).toHaveLength(1)
  })

  it('keeps the words that it takes the place of, to be brought back', () => {
    const before = { ...emptyDraft, prompt: 'My own words', replaced: ['Older'] }
    const { draft } = draftOfRecipes([recipeOf()], before, known, 0, gptImage2)
    expect(draft.replaced).toEqual(['Older', 'My own words'])
    const { draft: again } = draftOfRecipes([recipeOf()], draft, known, 0, gptImage2)
    expect(again.replaced).toEqual(['Older', 'My own words'])
  })

  it('says which placements and references it can’t have', () => {
    const recipes = [recipeOf({ details: { references: [logo] } })] as const
    const used = draftOfRecipes([...recipes], emptyDraft, () => false, 1, gptImage2)
    expect(used).toMatchObject({ unknown: ['Instagram story'], lost: 1 })
    expect(used.draft.references).toEqual([])
    expect(usedText(used.unknown, used.lost)).toContain(
      'Not among your placements: Instagram story.',
    )
  })
})

describe('safe zones', () => {
  const square = variant({ node: '4:8', target: { kind: 'ratio', ratio: '1:1' } })

  it('are those of the placement, the stricter rule first', () => {
    const insets = { top: 269, right: 65, bottom: 672, left: 65 }
    const guide = { node: '4:5', name: 'Instagram story', insets }
    expect(guidesToShow([variant(), square], null)).toEqual([guide])
    const [, older = ''] = ruleNames([variant()])
    const [other] = guidesToShow([variant()], older)
    expect(other?.insets).toEqual({ top: 269, right: 0, bottom: 384, left: 0 })
    expect(ruleNames([square])).toEqual([])
  })

  it('follow a frame that was resized', () => {
    const half = variant({}, { bounds: { x: 0, y: 0, width: 540, height: 960 } })
    expect(guidesToShow([half], null)[0]?.insets).toMatchObject({ top: 134.5, left: 32.5 })
  })

  it('are taken away only where they are', () => {
    const shown = variant({ node: '4:9' }, { hasGuide: true })
    expect(guidesToHide([variant(), shown])).toEqual([
      { node: '4:9', name: 'Poster · Instagram story', insets: null },
    ])
  })
})

describe('a debouncer', () => {
  /** Time that passes when it is told to. */
  function stage() {
    const sleepers: { wake: () => void; signal: AbortSignal | undefined }[] = []
    const clock: Clock = {
      now: () => 0,
      monotonic: () => 0,
      sleep: (_, signal) =>
        new Promise((resolve, reject) => {
          sleepers.push({ wake: resolve, signal })
          signal?.addEventListener('abort', () => {
            reject(signal.reason as Error)
          })
        }),
    }
    const settled: number[] = []
    const debouncer = createDebouncer<number>(clock, 500, (value) => settled.push(value))
    const pass = async () => {
      for (const { wake, signal } of sleepers.splice(0)) if (signal?.aborted !== true) wake()
      await Promise.resolve()
    }
    return { settled, debouncer, pass }
  }

  it('takes several keys for one change, after a pause', async () => {
    const { settled, debouncer, pass } = stage()
    debouncer.change(1, false)
    debouncer.change(2, false)
    expect([settled, debouncer.isUnsettled()]).toEqual([[], true])
    await pass()
    expect([settled, debouncer.isUnsettled()]).toEqual([[2], false])
  })

  it('waits for a pointer however long it takes, and settles at once when it lets go', async () => {
    const { settled, debouncer, pass } = stage()
    debouncer.change(1, true)
    await pass()
    expect(settled).toEqual([])
    debouncer.change(2, true)
    debouncer.release()
    expect(settled).toEqual([2])
    debouncer.release()
    expect(settled).toEqual([2])
  })
})

describe('a button on the canvas', () => {
  it('means what was selected when it was pressed, and nothing else', () => {
    const [one, other] = [variant().node, variant({ node: '4:8' }).node]
    expect(isStillMeant([one, other], [other, one])).toBe(true)
    expect(isStillMeant([one], [other])).toBe(false)
    expect(isStillMeant([one], [one, other])).toBe(false)
    expect(isStillMeant([one, other], [one])).toBe(false)
    expect(isStillMeant([], [])).toBe(false)
  })
})

describe('what a press orders', () => {
  it('is priced picture by picture, also where one job’s recipes differ', () => {
    const cheap = variant({ request: { resolution: '1K' } })
    const dear = variant({ node: '4:8', request: { resolution: '4K' } })
    const prices = { '1K': 1, '2K': 2, '4K': 4 }
    const plan = remakePlan([dear, cheap], 'regenerate', 'in-place', idle, (at) => prices[at])
    expect(plan).toMatchObject({ pictures: 2, price: 5 })
    const remade = [dear, cheap].map((each) => ({
      variant: each,
      reference: each.recipe.reference,
    }))
    let ids = 0
    const planned = planRemake(remade, 'in-place', {
      newId: () => `id-${String(++ids)}`,
      price: ({ resolution }) => prices[resolution],
      formatOf: () => 'PNG',
      model: gptImage2,
    })
    expect(planned.map((each) => each.plan.price)).toEqual([4, 1])
  })

  it('is told with what was left out', () => {
    expect(begunText(2)).toBe('Making 2 pictures.')
    expect(leftText(['Card'])).toBe('Left out, nothing to start from: Card.')
    expect(leftText(['A', 'B', 'C', 'D', 'E'])).toContain(': A, B, C and 2 others.')
    expect(leftText([])).toBe('')
    expect(begunText(0)).toContain('Nothing ordered')
  })
})
