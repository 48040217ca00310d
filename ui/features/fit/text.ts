import type { ModelCell } from '../../../contract/model/target.ts'
import { type Fit, type Severity, severityOf, upscaleSeverity } from '../../catalog/targets/fit.ts'
import { cellText, counted, digits, placementText, shareText } from '../../formats/format.ts'
import { dollars } from '../../formats/money.ts'
import type { KnownPlacement } from '../composer/placement-catalog.ts'

/** The words for how pictures cover what was chosen. */

export const fitLabels = {
  chosen: 'Chosen targets',
  noTargets: 'Nothing chosen yet. Search or browse.',
  hatched: 'Hatched areas are cropped. Drag to reposition.',
  cropAnyway: 'Use anyway',
  instead: 'Instead…',
  strip: 'Or generate a wider background and set text and logo as layers.',
  previous: 'Previous source',
  next: 'Next source',
  share: 'Share pictures between matching placements',
} as const

/** Short, at the end of a row: "no crop", "63 % cropped"; a warning where it matters. */
export function cropChip(fit: Fit | null): { readonly text: string; readonly severity: Severity } {
  if (fit === null || (fit.loses === 'none' && upscaleSeverity(fit) !== 'warn')) {
    return { text: 'no crop', severity: 'fine' }
  }
  if (fit.loses === 'none') return { text: 'may look soft', severity: 'warn' }
  return { text: `${shareText(fit.crop)} cropped`, severity: severityOf(fit) }
}

/** "No crop", "4.8 % cropped" */
export function cropText({ crop, loses }: Fit): string {
  return loses === 'none' ? 'No crop' : `${shareText(crop)} cropped`
}

/** "No crop · $0.04" */
export function fitText(fit: Fit): string {
  return `${cropText(fit)} · ${dollars(fit.price)}`
}

const ranks = { best: ' (best)', 'runner-up': ' (runner-up)' } as const

/** In a list of pairs: "9:16 at 2K (best) · No crop · $0.04" */
export function pairText(fit: Fit, rank: keyof typeof ranks | null): string {
  return `${cellText(fit.cell)}${rank === null ? '' : ranks[rank]} · ${fitText(fit)}`
}

/** For a plain ratio: "1K · No crop · $0.03" */
export function ratioText({ ratio, resolution }: ModelCell, price: number): string {
  return ratio === 'auto'
    ? `${resolution} · The model chooses the shape · ${dollars(price)}`
    : `${resolution} · No crop · ${dollars(price)}`
}

export const removeText = (name: string) => `Remove ${name}`

export const pairLabel = (name: string) => `Ratio and resolution of ${name}`

/** On a button: "Or 3:4 at 2K · 6.3 % cropped · $0.04" */
export function otherPairText(fit: Fit): string {
  return `Or ${cellText(fit.cell)} · ${fitText(fit)}`
}

export function cropWarning({ crop }: Fit): string {
  return `${shareText(crop)} is cropped. Set the focal point on what matters.`
}

const severeTexts = {
  sides: (share: string) => `Too tall for the model: ${share} would be cropped.`,
  'top-bottom': (share: string) => `Too wide for the model: ${share} would be cropped.`,
  none: (share: string) => `${share} would be cropped.`,
} as const

/** Why more than half is cropped: no ratio comes near. */
export function severeText({ crop, loses }: Fit): string {
  return severeTexts[loses](shareText(crop))
}

/** "0.94×" */
const scaleText = ({ upscale }: Fit) => `${upscale.toFixed(2)}×`

export function upscaleNote(fit: Fit): string {
  return `Enlarged ${scaleText(fit)}. It hardly shows.`
}

export function upscaleWarning(fit: Fit): string {
  return `Enlarged ${scaleText(fit)}. It may look soft.`
}

/** On a button that chooses another placement: "Google half page, 300 × 600 · No crop" */
export function alternativeText(placement: KnownPlacement, fit: Fit): string {
  return `${placementText(placement)} · ${cropText(fit)}`
}

export const cropAnywayText = (name: string) => `${fitLabels.cropAnyway}: ${name}`

/** "Poster (1 of 6)" */
export function previewedText(name: string, index: number, count: number): string {
  return `${name} (${digits(index + 1)} of ${digits(count)})`
}

/** What sharing saves: "Saves 2 pictures, about $0.08." */
export function savingText(
  { pictures, price }: { pictures: number; price: number },
  isShared: boolean,
): string {
  const cost = dollars(price)
  return isShared
    ? counted(pictures, `Saves 1 picture, about ${cost}.`, `Saves # pictures, about ${cost}.`)
    : counted(
        pictures,
        `Would save 1 picture, about ${cost}.`,
        `Would save # pictures, about ${cost}.`,
      )
}
