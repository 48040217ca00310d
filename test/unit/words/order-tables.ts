import * as fitText from '../../../ui/features/fit/text.ts'
import * as liveText from '../../../ui/features/live-text/text.ts'
import * as orderText from '../../../ui/features/order-bar/text.ts'
import * as promptText from '../../../ui/features/prompt-editor/text.ts'
import * as settingsText from '../../../ui/features/settings/text.ts'
import * as swapText from '../../../ui/features/swap/text.ts'
import * as targetText from '../../../ui/features/target-picker/text.ts'
import * as variantsText from '../../../ui/features/variants/text.ts'
import {
  alone,
  cell,
  counting,
  counts,
  each,
  many,
  name,
  target,
  three,
  type Tables,
} from './samples.ts'

const fits = ['none', 'sides', 'top-bottom'].map((loses) => ({
  cell,
  crop: loses === 'none' ? 0 : 0.629,
  loses,
  upscale: 12.34,
  price: 1_234.56,
}))
const placement = { id: 'leaderboard', group: 'Display ads', ...target }
const shipped = {
  source: 'developer.apple.com/help/app-store-connect/reference/screenshot-specifications',
  checkedOn: '2026-09-30',
  note: 'LinkedIn puts borders on it, and advises 4:5.',
}

const liveTextRefusals = [
  'none',
  'too-many-blocks',
  'too-many-texts',
  'too-many-layers',
  'mostly-text',
  'unclear',
]
const problems = [
  'outside',
  'overlap',
  'too-small',
  'order-of-sizes',
  'broken-word',
  'reading-order',
]

/** Why neither tab can order, and why one of them can't. */
const promptBlocks = [
  ...['no-key', 'no-prompt', 'reading-texts', 'laying-out', 'reading-references'].map((kind) => ({
    kind,
  })),
  { kind: 'long-prompt', longest: 20_000 },
  { kind: 'unread-texts', source: name },
]
const variantsBlocks = [
  ...['no-source', 'no-usable-source', 'no-target'].map((kind) => ({ kind })),
  { kind: 'severe-crop', placement: target.name, crop: 0.629 },
  { kind: 'long-filled-prompt', source: name, target: target.name, longest: 20_000 },
  { kind: 'empty-filled-prompt', source: name, target: target.name },
]
const swapBlocks = [
  ...['no-layer', 'all-refused', 'all-swapped', 'under-way'].map((kind) => ({ kind })),
  { kind: 'severe-crop', layer: name, crop: 0.629 },
  { kind: 'long-filled-prompt', layer: name, longest: 20_000 },
  { kind: 'empty-filled-prompt', layer: name },
]

/** What is said until something is ordered. */
export const orderTables: Tables = {
  'ui/features/live-text/text.ts': {
    exports: liveText,
    calls: {
      countText: [
        [many, many],
        [0, 1],
        [many, 2 * many],
      ],
      refusalText: liveTextRefusals.map((refusal) => [name, refusal]),
      unreadText: alone(counts),
      leftOutText: [[target.name, three]],
      onShapesText: alone([
        [{ text: name, shape: name }],
        three.map((text) => ({ text, shape: name })),
      ]),
      problemText: problems.map((problem) => [target.name, problem]),
      moreText: [[many]],
    },
  },
  'ui/features/fit/text.ts': {
    exports: fitText,
    calls: {
      cropChip: alone([null, ...fits]),
      cropText: alone(fits),
      fitText: alone(fits),
      pairText: each(fits, ['best', 'runner-up', null]),
      ratioText: each([cell, { ...cell, ratio: 'auto' }], [1_234.56]),
      removeText: [[name]],
      pairLabel: [[name]],
      otherPairText: alone(fits),
      cropWarning: alone(fits),
      severeText: alone(fits),
      upscaleNote: alone(fits),
      upscaleWarning: alone(fits),
      alternativeText: each([placement], fits),
      cropAnywayText: [[name]],
      previewedText: [[name, many, many]],
      savingText: each(
        [1, many].map((pictures) => ({ pictures, price: 48 })),
        [true, false],
      ),
    },
  },
  'ui/features/order-bar/text.ts': {
    exports: orderText,
    calls: { wordsBlockText: alone(promptBlocks) },
  },
  'ui/features/prompt-editor/text.ts': {
    exports: promptText,
    calls: {
      // However long a prompt is, its beginning is no sentence of the window's.
      inShort: [],
      moreText: [1, many].map((count) => [
        { keepsWords: true, additions: count, references: count },
      ]),
      favouriteText: [[name]],
      deleteText: [[name]],
      insertText: [[{ written: '{target}' }]],
      additionText: [[name]],
      roleText: [[name]],
      moveUpText: [[name]],
      moveDownText: [[name]],
      removeText: [[name]],
      imageText: [[15]],
      removedText: [[name]],
      placeText: [[name, 15]],
      longestText: [[20_001, 20_000]],
      strayTokensText: [[[]], [['{sorce}']], [['{sorce}', '{nmae}']]],
      foundText: [1, many].flatMap((count) => {
        const read = counts[2]?.slice(0, count) ?? []
        const found = { reading: 0, layers: count, read, without: [], unread: read }
        return [[{ ...found, reading: count }], [found], [{ ...found, without: read }]]
      }),
      leftOutText: ['unseen', 'known', 'no-room', 'failed'].map((because) => [
        [name, ...three, ...three].map((each) => ({ name: each, because })),
        15,
      ]),
      referencesFullText: [[15]],
    },
  },
  'ui/features/settings/text.ts': {
    exports: settingsText,
    errors: ['connectionTexts', 'settingProblems'],
    calls: {
      pictureCostText: [[{ '1K': 1.25, '2K': 12.5, '4K': 125 }]],
      namePatternHint: [['Poster · Instagram story · 9:16']],
      relayText: [20, null].map((budget) => [
        {
          money: { spent: 1_234.56, budget },
          reach: {
            sentence:
              'References are fetched from this relay, and HiAPI reaches it: the last time 12 s ago.',
          },
        },
      ]),
    },
  },
  'ui/features/swap/text.ts': {
    exports: swapText,
    calls: {
      underWayText: [['generating']],
      destinationTexts: [
        ...['instance', 'component', 'bound', 'parent'].map((why) => [
          { kind: 'beside', reason: why },
        ]),
        [{ kind: 'in-place', component: name, overflows: true }],
      ],
      orderedText: alone(fits),
      otherFilesText: alone(fits),
      swapText: counting(),
      swapBlockText: alone([...promptBlocks, ...swapBlocks]),
    },
  },
  'ui/features/target-picker/text.ts': {
    exports: targetText,
    errors: ['placementProblems', 'edgeProblem'],
    calls: {
      searchHint: [[many]],
      addSizeText: [['10000 × 10000']],
      groupName: [['own']],
      placementHint: alone([{ shipped }, { shipped: null }]),
      chosenText: counting(),
      noneFoundText: [[name], ['30000 × 100']],
      favouriteText: [[name]],
      editText: [[name]],
      deletePlacementText: [
        [name, three.slice(0, 1)],
        [name, three],
      ],
      runText: [[name]],
      setHint: [1, many].map((count) => {
        const each = Array.from({ length: count })
        return [{ ratios: each, placements: each, resolution: '4K', copies: count }]
      }),
      edgeProblem: [[10_000]],
      notOfferedText: [[[{ ratios: ['auto', '3:1', '1:3'], at: ['1K', '2K'] }]]],
      leftOutText: [[['auto', '3:1', '1:3'], '4K']],
    },
  },
  'ui/features/variants/text.ts': {
    exports: variantsText,
    calls: {
      sourcesText: counting(),
      selectedText: alone([
        { kind: 'text', name },
        { kind: 'section', name },
      ]),
      generateText: counting(),
      notReadyText: alone([...promptBlocks, ...variantsBlocks]),
    },
  },
}
