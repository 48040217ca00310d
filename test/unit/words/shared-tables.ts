import * as pictureText from '../../../ui/components/pictures/text.ts'
import * as failureText from '../../../ui/engine/failures/text.ts'
import * as pipelineText from '../../../ui/engine/pipeline/text.ts'
import * as dates from '../../../ui/formats/dates.ts'
import * as format from '../../../ui/formats/format.ts'
import * as labels from '../../../ui/formats/labels.ts'
import * as referenceDetail from '../../../ui/formats/reference-detail.ts'
import * as money from '../../../ui/formats/money.ts'
import * as terms from '../../../ui/formats/terms.ts'
import * as callText from '../../../ui/state/text.ts'

import {
  alone,
  cell,
  counting,
  counts,
  detailed,
  each,
  failures,
  jobs,
  name,
  remedies,
  shared,
  size,
  type Tables,
  three,
} from './samples.ts'

const large = failures.map((failure) => ({ ...failure, bytes: 123_456_789 }))
export const hardTexts = [null, 2.94].map((contrast) => ({ name, contrast, needed: 4.5 }))
/** What every room says. */
export const sharedTables: Tables = {
  'ui/components/pictures/text.ts': {
    exports: pictureText,
    calls: { focalLabel: [[name]], focalText: [[{ x: 1, y: 1 }]] },
  },
  'ui/engine/failures/text.ts': {
    exports: failureText,
    errors: 'all',
    calls: {
      sentenceOf: [],
      stoppedMessage: alone(jobs),
      goOnText: alone(jobs),
      stoppedText: alone(jobs),
      remedyText: each(remedies),
      costText: each(failures),
      failureMessage: [...each(failures, shared), ...each(detailed), ...each(large)],
      failureText: each(failures),
      sizeText: alone([...detailed, ...large]),
      supportText: alone(detailed),
      pauseMessage: alone([...failures, ...detailed]),
    },
  },
  'ui/engine/pipeline/text.ts': {
    exports: pipelineText,
    calls: { otherRatioRemark: [[size]], substitutedRemark: [[cell]], smallerRemark: [[three]] },
  },
  'ui/formats/dates.ts': {
    exports: dates,
    calls: { dateFact: [[Date.UTC(2026, 8, 30)]], timeOfDay: [[Date.UTC(2026, 8, 30)]] },
  },
  'ui/formats/format.ts': {
    exports: format,
    calls: {
      digits: [[1_200]],
      isOne: [],
      counted: [],
      join: [['One.', null, 'Two.']],
      listed: [[three]],
      firstListed: [[[name, ...three, ...three]]],
      promptCount: [[20_001, 20_000]],
      sizeText: [[size]],
      placementText: [[{ name: 'Google leaderboard', ...size }]],
      upperFirst: [['words']],
      shareText: [[0.629]],
      cellText: [[cell]],
    },
  },
  'ui/formats/labels.ts': { exports: labels },
  'ui/formats/reference-detail.ts': {
    exports: referenceDetail,
    calls: { hardlySeen: [[{ width: 1_440, height: 30_000 }, size]] },
  },
  'ui/formats/money.ts': {
    exports: money,
    calls: {
      dollars: [[0.001], [1_234.56]],
      priceText: counting(1_234.56),
      lineText: [
        [{ targets: three, pictures: 1, price: 0.04 }],
        [{ targets: three, pictures: 1_200, price: 48 }],
      ],
      pricesText: [['2026-09-30']],
      confirmText: [
        [1_234.56, 0],
        [1_234.56, 1_000],
      ],
      runCostText: [[1_234.56]],
      monthCostText: [[1_234.56]],
      costsHint: [
        [1, '2026-09-30'],
        [1_200, '2026-09-30'],
      ],
    },
  },
  'ui/formats/terms.ts': {
    exports: terms,
    calls: {
      targetText: [[{ kind: 'ratio', ratio: '21:9' }]],
      renderName: [[name, 4]],
      besideText: [[name]],
      targetsText: [[[{ target: { kind: 'ratio', ratio: '21:9' } }]]],
      servesText: [[three]],
      isForText: [[three]],
      ofSourceText: [[three[0], name]],
      someGoneText: [[11, 12]],
      hardToReadText: [[hardTexts], [hardTexts.slice(0, 1)]],
      textName: [['W'.repeat(200)]],
    },
  },
  'ui/state/text.ts': {
    exports: callText,
    errors: 'all',
    calls: {
      keyFirstText: [['Regenerate']],
      goneSourcesText: [[[name]], [three]],
      undoneRunText: counts.flatMap((nodes) => {
        const undone = { removed: nodes, touched: [], locked: [], unclear: [], replaced: nodes }
        return ['variants', 'renders'].map((of) => [undone, of])
      }),
    },
  },
}
