import { digits, firstListed, listed } from './format.ts'
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

/** The name of a text layer within a sentence. Figma names it by its words, which may be a sentence themselves. */
export function textName(name: string): string {
  return `“${shortPart(name)}”`
}

interface HardText {
  readonly name: string
  /** Null if the contrast could not be measured. */
  readonly contrast: number | null
  readonly needed: number
}

/** Texts that are hard to read over a picture: "“Headline” may be hard to read: contrast 2.9, 4.5 is needed." */
export function hardToReadText(hard: readonly HardText[]): string | null {
  const measured = hard.flatMap((text) =>
    text.contrast === null ? [] : [{ ...text, contrast: text.contrast }],
  )
  const [worst] = measured.sort((a, b) => a.contrast / a.needed - b.contrast / b.needed)
  const names = firstListed([
    ...new Set((worst ? measured : hard).map(({ name }) => textName(name))),
  ])
  if (hard.length === 0) return null
  if (worst === undefined) return `${names} may be hard to read: its colour is not plain.`
  // Cut, not rounded: 4.47 is not 4.5.
  const contrast = (Math.floor(worst.contrast * 10) / 10).toFixed(1)
  return `${names} may be hard to read: contrast ${contrast}, ${worst.needed} is needed.`
}

/** "Instagram story of Poster" */
export function ofSourceText(target: string, source: string): string {
  return `${target} of ${source}`
}
