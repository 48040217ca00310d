import type { LiveTextRefusal } from '../../../contract/model/canvas-text.ts'
import type { OnShape } from '../composer/live/live-composer.ts'
import type { Problem } from '../../catalog/text-layout/find-problems.ts'
import { counted, digits, firstListed } from '../../formats/format.ts'

/** The words of the switch that keeps text live, and of its list. */

export const liveLabels = {
  keep: 'Keep text live',
  list: 'Text to keep live',
  again: 'Read again',
  reading: 'reading…',
} as const

/** Beside the switch: "5 texts", "4 of 5 texts". */
export function countText(live: number, all: number): string {
  const some = digits(live)
  return live === all
    ? counted(all, '1 text', '# texts', 'no text')
    : counted(all, `${some} of 1 text`, `${some} of # texts`)
}

const refusalTexts: Readonly<Record<LiveTextRefusal, (source: string) => string>> = {
  none: (source) => `${source} has no text to keep live.`,
  'too-many-blocks': (source) => `${source} has too many texts to lay out.`,
  'too-many-texts': (source) => `${source} has too many texts.`,
  'too-many-layers': (source) => `${source} has too many layers.`,
  'mostly-text': (source) => `${source} is mostly text. Use Swap, which keeps its layout.`,
  unclear: (source) => `A text in ${source} can’t be left out of its picture.`,
}

/** Why a source's text becomes part of its picture. */
export function refusalText(source: string, refusal: LiveTextRefusal): string {
  return refusalTexts[refusal](source)
}

export function unreadText(sources: readonly string[]): string {
  return `The text of ${firstListed(sources)} can’t be read.`
}

/** Texts whose buttons are shapes beside them. */
export function onShapesText(all: readonly OnShape[]): string {
  const [first, ...others] = all
  if (first === undefined || others.length > 0) {
    const texts = firstListed(all.map(({ text }) => `“${text}”`))
    return `The shapes behind ${texts} stay in the picture. Group each text with its shape.`
  }
  const { text, shape } = first
  return `“${shape}” behind “${text}” stays in the picture. Group the two to keep both.`
}

/** "Leaderboard leaves out: Terms and Address" */
export function leftOutText(target: string, names: readonly string[]): string {
  return `${target} leaves out: ${firstListed(names)}`
}

const problemTexts: Readonly<Record<Problem, (target: string) => string>> = {
  outside: (target) => `${target}: text is outside the safe zone.`,
  overlap: (target) => `${target}: texts overlap.`,
  'too-small': (target) => `${target}: text may be too small to read.`,
  'order-of-sizes': (target) => `${target}: text sizes change their order.`,
  'broken-word': (target) => `${target}: text is too wide for its line.`,
  'reading-order': (target) => `${target}: the reading order changes.`,
}

export function problemText(target: string, problem: Problem): string {
  return problemTexts[problem](target)
}

/** On a button that shows the rest: "3 more" */
export function moreText(count: number): string {
  return `${digits(count)} more`
}
