import type { RunUndone } from '../engine/engine.ts'
import { counted, join } from '../formats/format.ts'

/** For calls to the plugin half that failed outside of a run. */
export const callProblems = {
  show: 'That frame was deleted.',
  showSome: 'Those deleted, or on another page, are not selected.',
  link: 'Figma could not open the page.',
  open: 'Restage could not start. Close it and open it again.',
  recover:
    'Figma could not list unfinished pictures. Nothing is lost. Close Restage and open it again.',
  forget: 'Figma could not discard it. Try again.',
  whose: 'Figma could not save that. Nothing has changed. Try again.',
  library: 'Figma could not save this change. It lasts until Restage is closed.',
  settings: 'Figma could not save the settings. Try again.',
  recipe: 'Figma could not read how this was made. Select it again.',
  remake: 'It could not start and cost nothing. Try again.',
  reference:
    'Its source is no longer in this file. Nothing was ordered. Generate from another frame.',
  refocus: 'Figma could not move the picture. The variant may be gone.',
  contrast: 'Restage could not check how the text reads over its picture. Select it again.',
  refresh: 'Figma could not refresh the text. Nothing has changed. Try again.',
  guides: 'Figma could not draw the safe zones. Try again.',
  remove: 'Figma could not remove the copies. Try again.',
  variants: 'Figma could not find the variants. Try again.',
  swaps: 'Figma could not read these swaps. Select the layers again.',
  swapGone: 'The layers of this swap are gone. Nothing was changed.',
  swapLocked: 'It is locked, or in something locked. Unlock it, then try again.',
  swapUnclear:
    'Several copies match this swap, so nothing was changed. Remove the wrong ones, then select it again.',
  flip: 'Figma could not flip it. Try again.',
  restore: 'Figma could not restore the original. Try again.',
  keepRender: 'Figma could not delete the original. Try again.',
  choose: 'Figma could not show that picture. It may be gone from this file.',
  findSwaps: 'Figma could not find the swaps on this page. Try again.',
  undoRun: 'Figma could not remove the variants. Nothing is lost. Try again.',
  useFrame: 'Its frame is no longer on this page. Select it again.',
} as const
export type CallProblem = keyof typeof callProblems

/** Why variants of a run that is undone stay: one of them, or several. */
const keptTexts: Readonly<
  Record<Exclude<keyof RunUndone, 'removed'>, readonly [one: string, many: string]>
> = {
  touched: ['1 variant stays: it was changed.', '# variants stay: they were changed.'],
  locked: ['1 variant stays: it is locked.', '# variants stay: they are locked.'],
  unclear: ['1 render stays: it has copies.', '# renders stay: they have copies.'],
  replaced: [
    '1 variant keeps its new picture: the earlier one is gone.',
    '# variants keep their new pictures: the earlier ones are gone.',
  ],
}
const kinds = ['touched', 'locked', 'unclear', 'replaced'] as const

const removedTexts: Readonly<
  Record<'variants' | 'renders', readonly [one: string, many: string, none: string]>
> = {
  variants: ['1 variant removed.', '# variants removed.', 'No variant was removed.'],
  renders: ['1 render taken back.', '# renders taken back.', 'No render was removed.'],
}

/** "6 variants removed. Finished pictures can be placed again, free." and what stays, with the reason. */
export function undoneRunText(undone: RunUndone, of: 'variants' | 'renders'): string {
  const removed = undone.removed.length
  return join(
    counted(removed, ...removedTexts[of]),
    removed === 0 ? null : 'Finished pictures can be placed again, free.',
    ...kinds.map((kind) => counted(undone[kind].length, ...keptTexts[kind], '')),
  )
}

/** What the window says about pinned sources. */
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
  return `Add an API key first: ${action} needs one. Nothing was ordered.`
}
