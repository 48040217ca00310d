import type { LiveBlock, LiveText } from '../../../contract/model/canvas-text.ts'

/** What a block is for. */
export type Role = 'logo' | 'headline' | 'button' | 'price' | 'sub' | 'body' | 'tag' | 'legal'

/** The roles that may be left out if there is no room, in this order; no others are. */
export const leftOutFirst: readonly Role[] = ['legal', 'tag', 'body', 'sub']

const names = {
  legal: /legal|disclaimer|terms|footnote|imprint|impressum|small ?print|copyright/i,
  price: /price|preis|prix|discount|rabatt|sale/i,
  button: /\b(button|btn|cta)\b|call to action/i,
} as const
const money = /[€$£¥₹₩]\s?\d|\d[\d.,]*\s?([€$£¥₹₩%]|EUR|USD|CHF|kr)|\d+,[-–—]/

export const sizeOf = ({ lines }: LiveBlock): number =>
  Math.max(0, ...lines.map(({ fontSize }) => fontSize))

const wordsOf = (block: LiveBlock) => block.lines.map(({ characters }) => characters).join(' ')

/** The role of each block, inferred from name, text, size and place. */
export function rolesOf({ size, blocks }: Pick<LiveText, 'size' | 'blocks'>): readonly Role[] {
  const free = blocks.filter((block) => !block.isLogo && block.kind !== 'rigid' && !isPrice(block))
  const largest = Math.max(0, ...(free.length > 0 ? free : blocks).map(sizeOf))
  const headline = free.find((block) => sizeOf(block) === largest)
  const small = Math.sqrt(size.width * size.height) * 0.024
  const roleOf = (block: LiveBlock): Role => {
    const text = wordsOf(block)
    const fontSize = sizeOf(block)
    if (block.isLogo) return 'logo'
    if (block === headline) return 'headline'
    if (isPrice(block)) return 'price'
    if (names.button.test(block.name)) return 'button'
    if (block.kind === 'rigid') return block.lines.length > 0 ? 'button' : 'tag'
    if (names.legal.test(block.name) || /^\s*[*©†]/.test(text)) return 'legal'
    const isLow = block.box.y > size.height * 0.7
    if (isLow && fontSize < small && fontSize < largest / 2 && text.length > 24) return 'legal'
    if (text.length <= 32 && fontSize < largest * 0.5) return 'tag'
    return fontSize >= largest * 0.4 ? 'sub' : 'body'
  }
  const roles = blocks.map(roleOf)
  // What follows a headline explains it, however small it is.
  const next = headline === undefined ? -1 : blocks.indexOf(headline) + 1
  return roles.map((role, at) => (at === next && role === 'body' ? 'sub' : role))
}

function isPrice(block: LiveBlock): boolean {
  const text = wordsOf(block)
  return text.length <= 24 && (money.test(text) || names.price.test(block.name))
}
