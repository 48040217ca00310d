import type { SwapInfo, OrphanedOriginal, Unclear } from '../../../contract/model/swap.ts'
import type { Side } from '../../../contract/model/side.ts'
import { counted, digits, isOne, join } from '../../formats/format.ts'

/** The words for actions on existing swaps. */

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

/** "Hero card", "3 swaps" */
export function headingText(
  swaps: readonly SwapInfo[],
  orphanedOriginals: readonly OrphanedOriginal[] = [],
  unclear: readonly Unclear[] = [],
): string {
  const all = [...swaps, ...orphanedOriginals, ...unclear]
  const [only] = all
  return counted(all.length, only?.name ?? '', '# swaps')
}

/** What is left of swaps whose renders were deleted; null if all are there. */
export function strandedText(swaps: number, orphanedOriginals: number): string | null {
  if (orphanedOriginals === 0) return null
  return swaps === 0 && isOne(orphanedOriginals)
    ? 'The render was deleted. Restore original shows the original again.'
    : counted(
        orphanedOriginals,
        '1 render was deleted: only Restore original works there.',
        '# renders were deleted: only Restore original works there.',
      )
}

/** Why nothing can be done with copies that may belong to several swaps; null if there are none. */
export function unclearText(others: number, unclear: number): string | null {
  if (unclear === 0) return null
  return others === 0
    ? 'Several copies could be its other side. Delete or move away the wrong ones.'
    : counted(
        unclear,
        '1 copy left out: the other side is unclear. Delete the wrong copies.',
        '# copies left out: the other side is unclear. Delete the wrong copies.',
      )
}

/** Of one and of many. */
const shownTexts: Readonly<Record<Side, readonly [string, string]>> = {
  render: ['Render shown.', '# renders shown.'],
  original: ['Original shown.', '# originals shown.'],
}

/** How many originals the canvas shows: "Original shown.", "1 of 3 originals shown."; else empty. */
export function shownText(swaps: readonly SwapInfo[]): string {
  const originals = swaps.filter(({ shown }) => shown === 'original').length
  if (originals === 0) return ''
  if (isOne(swaps.length)) return shownTexts.original[0]
  return originals === swaps.length
    ? 'Originals shown.'
    : `${digits(originals)} of ${digits(swaps.length)} originals shown.`
}

/** What can't be done because originals were deleted; null if all are there. */
export function originalGoneText(swaps: readonly SwapInfo[]): string | null {
  const missing = swaps.filter(({ original }) => original === null).length
  if (missing === 0) return null
  if (isOne(swaps.length)) return 'The original was deleted. Compare still has a picture of it.'
  return missing === swaps.length
    ? 'The originals were deleted.'
    : counted(
        missing,
        '1 original was deleted, and is left out.',
        '# originals were deleted, and are left out.',
      )
}

/** Why a button can't be pressed. */
export const whyNot = {
  originals: 'The original was deleted.',
  compare: 'Select one swap to compare.',
  orphanedOriginals: 'The render was deleted.',
  unclear: 'Several copies could be its other side.',
} as const

/** What the buttons do, on hovering. */
export const flipHints: Readonly<Record<Side, string>> = {
  render: 'Show the render (F)',
  original: 'Show the original (F)',
}
export const restoreHint = 'Show the original and remove the render'
export const keepHint = 'Delete the original, after a question'
export const compareHint = 'Before and after, one over the other'

/** "Original shown." after a flip, and what could not be flipped. */
export function flippedText(flipped: number, to: Side, left: Left): string {
  return join(counted(flipped, ...shownTexts[to]), ...leftTexts(left))
}

/** What is done once the original is back. */
export function restoredText(restored: number, left: Left): string {
  return join(counted(restored, 'Original restored.', '# originals restored.'), ...leftTexts(left))
}

export function keptText(kept: number, left: Left): string {
  return join(
    counted(kept, 'Render kept, original deleted.', '# renders kept, originals deleted.'),
    ...leftTexts(left),
  )
}

/** The swaps that were left as they are, by the reason. */
interface Left {
  readonly missing: readonly unknown[]
  readonly locked: readonly unknown[]
  readonly unclear: readonly unknown[]
  /** These need the question again. */
  readonly touched: readonly unknown[]
}

function leftTexts({ missing, locked, unclear, touched }: Left): readonly (string | null)[] {
  return [
    missing.length === 0 ? null : `${digits(missing.length)} gone from the file.`,
    locked.length === 0 ? null : `${digits(locked.length)} locked and left alone.`,
    unclear.length === 0 ? null : `${digits(unclear.length)} unclear and left alone.`,
    touched.length === 0 ? null : touchedText,
  ]
}

/** Said when the question is asked again. */
export const touchedText = 'It was changed meanwhile. Please confirm.'

/** Asked before a render is removed with something that the designer has put into it. */
export function restoreQuestion(swaps: readonly SwapInfo[]): string {
  const touched = swaps.filter(({ goes }) => goes.restore !== '').length
  const [first] = swaps
  return isOne(swaps.length) && first !== undefined
    ? `Restore ${first.name}? What was put into its render goes with it.`
    : join(
        `Restore ${digits(swaps.length)} originals?`,
        counted(
          touched,
          'What was put into 1 render goes too.',
          'What was put into # renders goes too.',
        ),
      )
}

/** Always asked: what is deleted is a designer's own. */
export function keepQuestion(swaps: readonly SwapInfo[]): string {
  return join(counted(swaps.length, 'Delete the original?', 'Delete # originals?'), undoText)
}

const undoText = 'You can undo this while the file is open.'

/** The label of the confirming button: "Restore 3 originals". */
export function confirmRestoreText(count: number): string {
  return counted(count, 'Restore and lose the changes', 'Restore # originals')
}

export function confirmKeepText(count: number): string {
  return counted(count, 'Delete the original', 'Delete # originals')
}

/** "Picture 2" */
export function pictureName(index: number, isMissing: boolean): string {
  return isMissing ? `Picture ${index + 1}, gone from this file` : `Picture ${index + 1}`
}

/** "Picture 2 of 3 shown." */
export function chosenText(index: number, count: number): string {
  return `Picture ${index + 1} of ${count} shown.`
}

/** Under several swaps: what can be done with one at a time. */
export function aloneText(hasPictures: boolean): string {
  return hasPictures
    ? 'Select one swap to compare it, or to pick its picture.'
    : 'Select one swap to compare it.'
}

/** Why one side of a comparison stays empty. */
export const comparisonGone = {
  before: 'The picture of the original is gone. Flip shows the original itself.',
  beforeAndOriginal: 'The original and its picture are gone.',
  after: 'This picture is gone from the file.',
} as const

export const compareReading = 'Reading the pictures…'

/** How much of both is seen, from left to right: "40 % before, 60 % after" */
export function comparedText(before: number): string {
  return `${before} % before, ${100 - before} % after`
}

export const compareKeys = 'Arrow keys move it by 1 %, with Shift by 10 %.'

/** After "Select all swaps on this page". */
export function selectedText(count: number): string {
  return counted(count, '1 swap selected.', '# swaps selected.', 'No swaps on this page.')
}
