import type { LiveBlock, LiveText } from '../../../contract/model/canvas-text.ts'
import { type Writing, writingOf } from './estimate-lines.ts'
import { type Role, rolesOf } from './roles.ts'

/** A block, with the values that the solver needs again and again. */
export interface Item {
  readonly block: LiveBlock
  /** Its place in reading order. */
  readonly order: number
  readonly role: Role
  readonly writings: readonly Writing[]
  /** The sizes of its texts; none for a logo, whose letters are a drawing. */
  readonly sizes: readonly number[]
  /** Whether its texts are below each other, and may wrap. */
  readonly isStack: boolean
}

/** The blocks of a source, as the solver sees them. */
export function itemsOf(live: Pick<LiveText, 'size' | 'blocks'>): readonly Item[] {
  const roles = rolesOf(live)
  return live.blocks.map((block, order) => ({
    block,
    order,
    role: roles[order] ?? 'body',
    writings: block.lines.map((line) => writingOf(line, roles[order] === 'price')),
    sizes: block.isLogo ? [] : block.lines.map(({ fontSize }) => fontSize),
    isStack: block.kind === 'flow' && block.lines.length > 0 && standBelow(block),
  }))
}

function standBelow({ lines }: LiveBlock): boolean {
  const boxes = lines.map(({ box }) => box).sort((a, b) => a.y - b.y)
  return boxes.every((box, at) => {
    const above = boxes[at - 1]
    return above === undefined || box.y >= above.y + above.height * 0.9
  })
}
