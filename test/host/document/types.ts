import type {
  Constraints,
  Effect,
  ExportSettings,
  FontName,
  LetterSpacing,
  LineHeight,
  Paint,
  Reaction,
  Rect,
  Transform,
} from '@figma/plugin-typings/plugin-api-standalone'

export type { Effect, Paint, Rect, Transform }

export const nodeTypes = [
  'DOCUMENT',
  'PAGE',
  'FRAME',
  'GROUP',
  'SECTION',
  'COMPONENT',
  'COMPONENT_SET',
  'INSTANCE',
  'RECTANGLE',
  'ELLIPSE',
  'LINE',
  'VECTOR',
  'TEXT',
] as const
export type NodeType = (typeof nodeTypes)[number]

export type Sizing = 'FIXED' | 'HUG' | 'FILL'

/** Everything a node can carry; which type carries which is in `schema.ts`. */
export type Props = {
  name: string
  visible: boolean
  locked: boolean
  opacity: number
  blendMode: string
  isMask: boolean
  effects: readonly Effect[]
  x: number
  y: number
  width: number
  height: number
  rotation: number
  fills: readonly Paint[]
  strokes: readonly Paint[]
  strokeWeight: number
  strokeAlign: 'CENTER' | 'INSIDE' | 'OUTSIDE'
  dashPattern: readonly number[]
  topLeftRadius: number
  topRightRadius: number
  bottomLeftRadius: number
  bottomRightRadius: number
  constraints: Constraints
  clipsContent: boolean
  expanded: boolean
  layoutMode: 'NONE' | 'HORIZONTAL' | 'VERTICAL'
  layoutPositioning: 'AUTO' | 'ABSOLUTE'
  layoutSizingHorizontal: Sizing
  layoutSizingVertical: Sizing
  primaryAxisAlignItems: 'MIN' | 'MAX' | 'CENTER' | 'SPACE_BETWEEN'
  counterAxisAlignItems: 'MIN' | 'MAX' | 'CENTER' | 'BASELINE'
  itemSpacing: number
  paddingLeft: number
  paddingRight: number
  paddingTop: number
  paddingBottom: number
  exportSettings: readonly ExportSettings[]
  reactions: readonly Reaction[]
  vectorPaths: readonly { windingRule: 'NONZERO' | 'EVENODD' | 'NONE'; data: string }[]
  characters: string
  fontSize: number
  fontName: FontName
  textAlignHorizontal: 'LEFT' | 'CENTER' | 'RIGHT' | 'JUSTIFIED'
  textAlignVertical: 'TOP' | 'CENTER' | 'BOTTOM'
  textAutoResize: 'NONE' | 'WIDTH_AND_HEIGHT' | 'HEIGHT' | 'TRUNCATE'
  lineHeight: LineHeight
  letterSpacing: LetterSpacing
  sectionContentsHidden: boolean
  targetAspectRatio: { x: number; y: number } | null
  mainComponent: string | null
  backgrounds: readonly Paint[]
}

/** A node as the document keeps it. Never changed: a change puts a new record in its place. */
export type NodeRecord = {
  readonly id: string
  readonly type: NodeType
  readonly parent: string | null
  readonly children: readonly string[]
  readonly props: Readonly<Partial<Props>>
  readonly pluginData: Readonly<Record<string, string>>
  readonly sharedData: Readonly<Record<string, string>>
  readonly relaunch: Readonly<Record<string, string>>
}

/** An error of the plugin API: it reaches the plugin as an `Error` with this message. */
export class FigmaError extends Error {
  override readonly name = 'Error'
}
