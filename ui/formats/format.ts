import type { Size } from '../../contract/model/geometry.ts'
import type { ModelCell } from '../../contract/model/target.ts'

/** Numbers and names as the window writes them. */

// Not with `Intl.NumberFormat`: the first one delays the window's opening in Chromium by 40 ms.
/** "1,200", "1,200.50"; at most two decimals */
export const digits = (amount: number | string) =>
  String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
export const isOne = (count: number) => count === 1

/**
 * A text with a count, written out for one and for many: "1 picture left.", "1,200 pictures left."
 *
 * @param many the first "#" is replaced by the number; names, which may contain one, come later
 * @param none for zero, if it differs from `many`
 */
export function counted(count: number, one: string, many: string, none = many): string {
  return isOne(count) ? one : (count === 0 ? none : many).replace('#', digits(count))
}

/** Whole sentences, one after the other; null and empty ones are left out. */
export function join(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ')
}

/**
 * "Poster, Card and Hero". Not with `Intl.ListFormat`: making the first one takes a sixth of the window's
 * opening time.
 */
export function listed(names: readonly string[]): string {
  const [last = '', ...others] = [...names].reverse()
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`
}

/** The first three names, and how many more: "Poster, Card, Hero and 57 others". */
export function firstListed(names: readonly string[]): string {
  const most = names.length === 4 ? 4 : 3
  const others = names.length - most
  return listed(others > 0 ? [...names.slice(0, most), `${digits(others)} others`] : names)
}

/** "124/20,000" */
export function promptCount(length: number, longest: number): string {
  return `${digits(length)}/${digits(longest)}`
}

/** The unit after `promptCount`, for screen readers. */
export const characters = 'characters'

/** "1080 × 1920" */
export function sizeText({ width, height }: Size): string {
  return `${String(width)} × ${String(height)}`
}

/** "Instagram story, 1080 × 1920" */
export function placementText(placement: Size & { readonly name: string }): string {
  return `${placement.name}, ${sizeText(placement)}`
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "63 %", "4.8 %": one decimal below ten. Only all is "100 %". No line breaks at the space. */
export function shareText(share: number): string {
  const percent = share < 1 ? Math.min(99, share * 100) : 100
  return `${percent.toFixed(percent < 9.95 ? 1 : 0).replace(/\.0$/, '')}\u00a0%`
}

/** "9:16 at 2K" */
export function cellText({ ratio, resolution }: ModelCell): string {
  return `${ratio} at ${resolution}`
}
