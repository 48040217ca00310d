import { isOffered } from '../../contract/hiapi/models/model.ts'
import { gptImage2 } from '../../contract/hiapi/models/gpt-image-2.ts'
import { resolutions } from '../../contract/model/target.ts'
import {
  bestFit,
  cropSeverity,
  type Fit,
  fitOf,
  runnerUp,
  type Severity,
} from '../../ui/catalog/targets/fit.ts'
import { placements } from '../../ui/catalog/targets/placements.ts'
import type { Placement } from '../../ui/catalog/targets/placement.ts'

const heads = [
  'Placement',
  'Id',
  'Pixels',
  'Ratio',
  'Crop %',
  'Loses',
  'Upscale 1K',
  '2K',
  '4K',
  'First pick',
  'Runner-up',
]

const marks: Readonly<Record<Severity, string>> = { fine: '', note: '', warn: ' ⚠', severe: ' ✂' }
const edges: Readonly<Record<Fit['loses'], string>> = {
  none: '',
  sides: 'sides',
  'top-bottom': 'top/bottom',
}

/** How the pictures of HiAPI fit every placement, one line each; and how to read it. */
export function fitTable(): string {
  const rows = placements.map(rowOf)
  const widths = heads.map((head, column) =>
    Math.max(...[head, ...rows.map((row) => row[column] ?? '')].map(({ length }) => length)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [
    line(heads),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    `${String(placements.length)} placements. Crop: the share of the picture that is cut; ⚠ above 10 %, ✂ above 50 %.`,
    'Upscale: how much the picture is enlarged, by its estimated pixels; up to 1.00 it is not; – is not offered.',
    'Runner-up: beside a first pick that is dear, or has to be enlarged.',
  ].join('\n')
}

function rowOf(placement: Placement): readonly string[] {
  const { name, id, width, height } = placement
  const best = bestFit(gptImage2, placement)
  return [
    name,
    id,
    `${width}×${height}`,
    best.cell.ratio,
    cropText(best) + marks[cropSeverity(best)],
    edges[best.loses],
    ...resolutions.map((resolution) => {
      const cell = { ratio: best.cell.ratio, resolution }
      return isOffered(gptImage2, { ratio: cell.ratio, resolution })
        ? fitOf(gptImage2, placement, cell).upscale.toFixed(2)
        : '–'
    }),
    pickText(best),
    runnerUpText(runnerUp(gptImage2, placement)),
  ]
}

function runnerUpText(fit: Fit | null): string {
  if (fit === null) return ''
  return `${pickText(fit)}, crop ${cropText(fit)} %, upscale ${fit.upscale.toFixed(2)}`
}

function pickText({ cell }: Fit): string {
  return `${cell.ratio}@${cell.resolution}`
}

function cropText({ crop }: Fit): string {
  const percent = (crop * 100).toFixed(1)
  return percent === '0.0' ? '0' : percent
}
