import { listed } from './format.ts'
import { shortPart } from '../../contract/model/shorten.ts'
import { type Target, targetText } from '../../contract/model/target.ts'

export { targetText }

/** What the render of a layer is called: "Card · render", "Card · render · 2". */
export function renderName(layer: string, copy: number): string {
  return [shortPart(layer), 'render', ...(copy === 1 ? [] : [String(copy)])].join(' · ')
}

/** What a render was for can no longer have it in its place. */
export function besideText(layer: string): string {
  return `“${layer}” can no longer be swapped: its render stands beside where it was.`
}

/** All that one picture is for: "Instagram story, Reel cover". */
export function targetsText(parts: readonly { readonly target: Target }[]): string {
  return parts.map(({ target }) => targetText(target)).join(', ')
}

/** Which variants share a picture: "It was for Instagram story and Reel cover."; else null. */
export function servesText(serves: readonly string[] = []): string | null {
  return serves.length < 2 ? null : `It was for ${listed(serves)}.`
}

/** The same of a picture that still comes: "It is for Instagram story and Reel cover." */
export function isForText(serves: readonly string[] = []): string | null {
  return serves.length < 2 ? null : `It is for ${listed(serves)}.`
}

/** Some frames that a shared picture was for are gone, and it is in the others. */
export function someGoneText(missing: number, all: number): string {
  const were = missing === 1 ? 'was' : 'were'
  const others = all - missing === 1 ? 'the other' : 'the others'
  return `${String(missing)} of its ${String(all)} frames ${were} deleted: its picture is in ${others}.`
}
