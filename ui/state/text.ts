import type { RunUndone } from '../engine/engine.ts'
import { digits, pluralize } from '../formats/format.ts'

/** For calls to the plugin half that failed outside of a run. */
export const callProblems = {
  show: 'It is no longer in the file.',
  link: 'Figma could not open the page.',
  open: 'Restage could not start. Close it and open it again.',
  recover:
    'Figma could not tell Restage what is unfinished. Nothing is lost: close Restage and open it again to go on.',
  forget: 'Figma could not discard it, and it stays in the list. Try again.',
  whose: 'Figma could not write that down, and nothing has changed. Try again.',
  library: 'Figma could not keep this change: it lasts until Restage is closed.',
  recipe: 'Figma could not tell how this was made. Select it again.',
  remake: 'It could not be begun, and cost nothing. Try again.',
  reference:
    'What it was made from is no longer in this file, and nothing was ordered. Generate from another frame.',
  refocus: 'Figma could not move the picture: the variant may be gone.',
  guides: 'Figma could not draw the safe zones. Try again.',
  variants: 'Figma could not find the variants. Try again.',
  swaps: 'Figma could not tell how these layers were swapped. Select them again.',
  swapGone: 'The layers of this swap are no longer in the file: nothing was changed.',
  swapLocked:
    'It is locked, or in something that is locked: nothing was changed. Unlock it, then try again.',
  swapUnclear:
    'More than one copied layer could be the other side of this swap: nothing was changed. Delete or move away the copies that are not, then select it again.',
  flip: 'Figma could not flip it. Try again.',
  restore: 'Figma could not restore the original, and the render stays. Try again.',
  keepRender: 'Figma could not delete the original, and the swap stays. Try again.',
  choose: 'Figma could not show that picture: it may be gone from this file.',
  undoRun: 'Figma could not remove the variants. Nothing is lost. Try again.',
  useFrame: 'Its frame is no longer on this page. Select it again.',
  findSwaps: 'Figma could not find the swaps of this page. Try again.',
} as const
export type CallProblem = keyof typeof callProblems

/** Why variants of a run that is undone stay: one of them, or several. */
const keptTexts: Readonly<
  Record<Exclude<keyof RunUndone, 'removed'>, readonly [string, (count: string) => string]>
> = {
  touched: ['1 variant stays: it was changed.', (n) => `${n} variants stay: they were changed.`],
  locked: ['1 variant stays: it is locked.', (n) => `${n} variants stay: they are locked.`],
  unclear: ['1 render stays: it has copies.', (n) => `${n} renders stay: they have copies.`],
  replaced: [
    '1 variant keeps its new picture: the earlier one is gone.',
    (n) => `${n} variants keep their new pictures: the earlier ones are gone.`,
  ],
}
const kinds = ['touched', 'locked', 'unclear', 'replaced'] as const

/** "6 variants removed. Finished pictures can be placed again, free." and what stays, with the reason. */
export function undoneRunText(undone: RunUndone): string {
  const removed = undone.removed.length
  const kept = kinds.flatMap((kind) => {
    const { length } = undone[kind]
    const [one, many] = keptTexts[kind]
    return length === 0 ? [] : length === 1 ? one : many(digits(length))
  })
  return [
    removed === 0 ? 'No variant was removed.' : `${pluralize(removed, 'variant')} removed.`,
    ...(removed === 0 ? [] : ['Finished pictures can be placed again, free.']),
    ...kept,
  ].join(' ')
}

/** What the window says of pinned sources. */
export const pinTexts = {
  pinned: 'Sources pinned. They stay whatever you select.',
  unpinned: 'Sources unpinned. They follow the selection.',
} as const

/** "Pinned source deleted: Poster." */
export function goneSourcesText(names: readonly string[]): string {
  const [only] = names
  return names.length === 1
    ? `Pinned source deleted: ${String(only)}.`
    : `Pinned sources deleted: ${names.join(', ')}.`
}

/** Why the window shows Settings instead of what was asked for. */
export function keyFirstText(action: string): string {
  return `Add an API key first: ${action} needs one. Nothing was ordered, and the selection stays.`
}
