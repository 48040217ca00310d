import type { SwapInfo, Side, OrphanedOriginal, Unclear } from '../../../contract/model/swap.ts'
import { pluralize } from '../../formats/format.ts'

/** The words of what is done to swaps that are there. */

export const reviewLabels = {
  region: 'Swapped',
  reading: 'Reading the swap…',
  flip: 'Flip',
  compare: 'Compare',
  restore: 'Restore original',
  keep: 'Keep render',
  pictures: 'Pictures',
  selectAll: 'Select all swaps on this page',
  question: 'Please confirm',
  cancel: 'Cancel',
  before: 'Before',
  after: 'After',
} as const

const isOne = (count: number) => count === 1

/** "Hero card", "3 swaps" */
export function headingText(
  swaps: readonly SwapInfo[],
  orphanedOriginals: readonly OrphanedOriginal[] = [],
  unclear: readonly Unclear[] = [],
): string {
  const [only, ...others] = [...swaps, ...orphanedOriginals, ...unclear]
  return only !== undefined && others.length === 0
    ? only.name
    : pluralize(1 + others.length, 'swap')
}

/** What is left of swaps whose renders were deleted; null where all are there. */
export function strandedText(swaps: number, orphanedOriginals: number): string | null {
  if (orphanedOriginals === 0) return null
  if (swaps === 0 && isOne(orphanedOriginals)) {
    return 'The render was deleted. Restore original shows the original as it was.'
  }
  return `${pluralize(orphanedOriginals, 'render was', 'renders were')} deleted: only Restore original is of use there.`
}

/** Why nothing can be done with copies that can't be told apart; null where there are none. */
export function unclearText(others: number, unclear: number): string | null {
  if (unclear === 0) return null
  const which =
    others === 0 ? 'The other side of this swap' : `The other side of ${String(unclear)}`
  return `${which} can’t be told: more than one copied layer could be it, so nothing is done to them. Delete or move away the copies that are not.`
}

const shownTexts: Readonly<Record<Side, string>> = {
  render: 'The render is shown.',
  original: 'The original is shown.',
}

/** Which side is seen on the canvas: "3 show the render, 1 the original." */
export function shownText(swaps: readonly SwapInfo[]): string {
  const [first, ...others] = swaps
  const renders = swaps.filter(({ shown }) => shown === 'render').length
  const originals = swaps.length - renders
  if (first === undefined) return ''
  if (others.length === 0) return shownTexts[first.shown]
  if (originals === 0) return 'The renders are shown.'
  if (renders === 0) return 'The originals are shown.'
  return `${String(renders)} ${isOne(renders) ? 'shows' : 'show'} the render, ${String(originals)} the original.`
}

/** What can't be done as originals were deleted; null where all are there. */
export function originalGoneText(swaps: readonly SwapInfo[]): string | null {
  const missing = swaps.filter(({ original }) => original === null).length
  if (missing === 0) return null
  if (isOne(swaps.length)) {
    return 'The original was deleted: there is nothing to flip to, to restore or to delete. Compare still has a picture of it.'
  }
  if (missing === swaps.length) {
    return 'The originals were deleted: there is nothing to flip to, to restore or to delete.'
  }
  return `The ${isOne(missing) ? 'original' : 'originals'} of ${String(missing)} ${isOne(missing) ? 'was' : 'were'} deleted: Flip, Restore original and Keep render leave ${isOne(missing) ? 'that one' : 'those'} out.`
}

/** Why a button can't be pressed. */
export const whyNot = {
  flip: 'The original was deleted: there is nothing to flip to.',
  restore: 'The original was deleted: there is nothing to restore.',
  keep: 'The original was deleted already: the render stays as it is.',
  compare: 'Select one swap to compare.',
  orphanedOriginals: 'The render was deleted: there is only the original to restore.',
  unclear: 'More than one copied layer could be the other side.',
} as const

/** What the buttons do, on hovering. */
export const flipHints: Readonly<Record<Side, string>> = {
  render: 'Shows the render (F)',
  original: 'Shows the original (F)',
}
export const restoreHint = 'Shows the original as it was, and removes the render'
export const keepHint = 'Deletes the original, after a question'
export const compareHint = 'Before and after, laid over each other'

/** "The original is shown." after a flip, and what could not be flipped. */
export function flippedText(flipped: number, to: Side, left: Left): string {
  const shown = isOne(flipped)
    ? shownTexts[to]
    : `${pluralize(flipped, 'swap')} flipped: the ${to}s are shown.`
  return `${shown}${leftText(left)}`
}

/** What is done once the original is back. */
export function restoredText(restored: number, left: Left): string {
  const done = isOne(restored)
    ? 'The original is back as it was, without the render.'
    : `${pluralize(restored, 'original')} are back as they were, without the renders.`
  return `${done} ${undoText}${leftText(left)}`
}

export function keptText(kept: number, left: Left): string {
  const done = isOne(kept)
    ? 'The render is kept, and the original is deleted.'
    : `${pluralize(kept, 'render')} are kept, and the originals are deleted.`
  return `${done} ${undoText}${leftText(left)}`
}

const undoText = 'Undo on the canvas takes that back.'

/** The swaps that were left as they are, by the reason. */
interface Left {
  readonly missing: readonly unknown[]
  readonly locked: readonly unknown[]
  readonly unclear: readonly unknown[]
  /** Of these it is asked once more. */
  readonly touched: readonly unknown[]
}

function leftText({ missing, locked, unclear, touched }: Left): string {
  const are = ({ length }: readonly unknown[]) =>
    `${String(length)} ${isOne(length) ? 'is' : 'are'}`
  return [
    missing.length === 0 ? '' : ` ${are(missing)} no longer in the file.`,
    locked.length === 0 ? '' : ` ${are(locked)} locked, and left as before.`,
    unclear.length === 0 ? '' : ` Of ${String(unclear.length)} the other side can’t be told.`,
    touched.length === 0 ? '' : ` ${touchedText}`,
  ].join('')
}

/** Said where the question comes once more. */
export const touchedText = 'Something was put in or taken out since: please confirm that this goes.'

/** Asked before something that a designer has put into a render goes with it. */
export function restoreQuestion(swaps: readonly SwapInfo[]): string {
  const touched = swaps.filter(({ goes }) => goes.restore !== '').length
  const [first] = swaps
  const goes = isOne(swaps.length)
    ? `Restore ${first?.name ?? 'it'}? The render is removed, and with it what was put into it or changed on it since.`
    : `Restore ${String(swaps.length)} originals? The renders are removed. Something was put into ${String(touched)} of them or changed on ${isOne(touched) ? 'it' : 'them'} since, and that goes too.`
  return `${goes} ${wayBackText}`
}

/** Always asked: what is deleted is a designer's own. */
export function keepQuestion(swaps: readonly SwapInfo[]): string {
  const [first] = swaps
  const goes = isOne(swaps.length)
    ? `Delete the original of ${first?.name ?? 'this swap'}? The render stays. The original goes from the file, and can no longer be flipped to or restored.`
    : `Delete ${String(swaps.length)} originals? The renders stay. The originals go from the file, and can no longer be flipped to or restored.`
  return `${goes} ${wayBackText}`
}

const wayBackText =
  'The only way back is Undo on the canvas (Ctrl+Z, or ⌘Z on a Mac), while this file stays open.'

/** What the button says that does it: "Restore 3 originals". */
export function confirmRestoreText(count: number): string {
  return isOne(count) ? 'Restore and lose the changes' : `Restore ${String(count)} originals`
}

export function confirmKeepText(count: number): string {
  return isOne(count) ? 'Delete the original' : `Delete ${String(count)} originals`
}

/** "Picture 2" */
export function pictureName(index: number, isMissing: boolean): string {
  return `Picture ${String(index + 1)}${isMissing ? ', gone from this file' : ''}`
}

/** "Picture 2 of 3 is in the render." */
export function chosenText(index: number, count: number): string {
  return `Picture ${String(index + 1)} of ${String(count)} is in the render.`
}

/** Under several swaps: what can be done with one at a time. */
export function aloneText(hasPictures: boolean): string {
  return `To compare${hasPictures ? ', or to pick among pictures' : ''}, select one swap alone.`
}

/** Why one side of a comparison stays empty. */
export const comparisonGone = {
  before: 'The picture of the original is no longer in this file. Flip shows the original itself.',
  beforeAndOriginal: 'Neither the original nor a picture of it is in this file.',
  after: 'This picture is no longer in this file.',
} as const

export const compareReading = 'Reading the pictures…'

/** How much of both is seen, from left to right: "40 % before, 60 % after" */
export function comparedText(before: number): string {
  return `${String(before)} % before, ${String(100 - before)} % after`
}

export const compareKeys = 'Arrow keys move it by 1 %, with Shift by 10 %.'

/** After "Select all swaps on this page". */
export function selectedText(count: number): string {
  return count === 0 ? 'There are no swaps on this page.' : `${pluralize(count, 'swap')} selected.`
}
