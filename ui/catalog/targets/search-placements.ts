import type { Size } from '../../../contract/model/geometry.ts'
import type { ImageModel } from '../../../contract/hiapi/models/model.ts'
import { bestFit } from './fit.ts'
import type { Placement } from './placement.ts'

/** A placement that can be searched: a shipped one, or one of the designer's own. */
interface Searchable extends Pick<Placement, 'name' | 'width' | 'height'> {
  readonly group?: string
  readonly platform?: string
}

const ratioWord = /^\d+:\d+$/
const sizeWord = /^\d+x\d*$/

/**
 * The placements that match all words of a query, in the order of the list. Words may be parts of the name,
 * group or platform, in any order; a size ("1080x1920", "1080 × 1920"); or a ratio ("9:16"), of the
 * placement or of the picture that fits it best.
 */
export function searchPlacements<Item extends Searchable>(
  query: string,
  list: readonly Item[],
  model: ImageModel,
): readonly Item[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return list
  return list.filter((item) => {
    const text = textOf(item)
    return words.every(
      (word) => includes(text, word) || (ratioWord.test(word) && is(item, word, model)),
    )
  })
}

/** The size that a query consists of: "1080x1350", "1080 × 1350"; null where it is anything else. */
export function searchedSize(query: string): Size | null {
  const [, width, height] =
    /^([1-9]\d{0,3}|10000)x([1-9]\d{0,3}|10000)$/.exec(plain(query.trim())) ?? []
  return width === undefined ? null : { width: Number(width), height: Number(height) }
}

/**
 * A size counts from its first digit on, a ratio as a whole: "500x40" is no part of "1500x40", nor "1:1" of
 * "1:1.91".
 */
function includes(text: string, word: string): boolean {
  const end = ratioWord.test(word) ? '(?!\\.?\\d)' : ''
  return end || sizeWord.test(word)
    ? new RegExp(['(?<!\\d)', word, end].join('')).test(text)
    : text.includes(word)
}

function textOf({ name, group, platform, width, height }: Searchable): string {
  return plain([name, group, platform, `${width}x${height}`].join(' '))
}

function is(item: Searchable, ratio: string, model: ImageModel): boolean {
  const [width = 0, height = 0] = ratio.split(':').map(Number)
  return item.width * height === item.height * width || bestFit(model, item).cell.ratio === ratio
}

/**
 * In lower case and usual width, without accents; "1,080 × 1920 px" as one word, "16 x 9" as a ratio, but
 * "16 x 16" as a size.
 */
export function plain(text: string): string {
  return text
    .replace(/[″“”"]/g, '"')
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/(\d)(?: ?px)?\s*[x×*]\s*(?=\d)/g, '$1x')
    .replace(/(x\d+) ?px\b/g, '$1')
    .replace(/\b([12]?\d)x([12]?\d)\b/g, (written, across: string, down: string) =>
      isRatio(across, down) ? `${across}:${down}` : written,
    )
}

/** Equal sides are a small size: the ratio of a square is written "1 x 1". */
function isRatio(across: string, down: string): boolean {
  return across === down ? across === '1' : across !== '0' && down !== '0'
}
