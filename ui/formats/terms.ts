import { digits, listed } from './format.ts'
import { shortPart } from '../../contract/model/shorten.ts'
import { type Target, targetText } from '../../contract/model/target.ts'

export { targetText }

/** The name of a layer's render: "Card · render", "Card · render · 2". */
export function renderName(layer: string, copy: number): string {
  return [shortPart(layer), 'render', ...(copy === 1 ? [] : [String(copy)])].join(' · ')
}

/** The layer can no longer be replaced, so its render was placed beside it. */
export function besideText(layer: string): string {
  return `“${layer}” can no longer be swapped. Its render was placed nearby.`
}

/** All targets of one picture: "Instagram story, Reel cover". */
export function targetsText(parts: readonly { readonly target: Target }[]): string {
  return parts.map(({ target }) => targetText(target)).join(', ')
}

/** The targets that shared a picture: "It was for Instagram story and Reel cover."; else null. */
export function servesText(serves: readonly string[] = []): string | null {
  return serves.length < 2 ? null : `It was for ${listed(serves)}.`
}

/** The same for a picture that is still to come: "It is for Instagram story and Reel cover." */
export function isForText(serves: readonly string[] = []): string | null {
  return serves.length < 2 ? null : `It is for ${listed(serves)}.`
}

/** Some frames for a shared picture are gone, and it is in the others. */
export function someGoneText(missing: number, all: number): string {
  return `Frames deleted: ${digits(missing)} of ${digits(all)}. The rest have the picture.`
}
