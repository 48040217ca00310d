import type { TextRun } from './segments.ts'
import type {
  Constraints,
  Effect,
  ExportSettings,
  FontName,
  HyperlinkTarget,
  LetterSpacing,
  LineHeight,
  Paint,
  Reaction,
  Rect,
  TextCase,
  TextDecoration,
  TextListOptions,
  Transform,
  VariableAlias,
  VariableBindableTextField,
} from '@figma/plugin-typings/plugin-api-standalone'

export type { Effect, Paint, Rect, Transform }

export const nodeTypes = [
  'DOCUMENT',
  'PAGE',
  'FRAME',
  'GROUP',
  'BOOLEAN_OPERATION',
  'SECTION',
  'COMPONENT',
  'COMPONENT_SET',
  'INSTANCE',
  'SLOT',
  'RECTANGLE',
  'ELLIPSE',
  'LINE',
  'VECTOR',
  'TEXT',
  'TEXT_PATH',
  'SLICE',
  // no layers: what a file has besides them
  'TEXT_STYLE',
  'VARIABLE_COLLECTION',
] as const
export type NodeType = (typeof nodeTypes)[number]

export type Sizing = 'FIXED' | 'HUG' | 'FILL'

/** A row's height, or a column's width: pixels where FIXED, a share where FLEX (plugin-api.d.ts 8205). */
export type Track = { type: 'FLEX' | 'FIXED' | 'HUG'; value?: number }
export type CellAlign = 'MIN' | 'CENTER' | 'MAX' | 'AUTO'

/** Everything a node can carry; which type carries which is in `schema.ts`. */
export type Props = {
  name: string
  visible: boolean
  /** Only kept: nothing here reckons with variables, or with a component's properties. */
  boundVariables: { visible?: VariableAlias; opacity?: VariableAlias }
  componentPropertyReferences: { visible?: string } | null
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
  /** Mirrored: the second axis runs the other way. With the rotation that makes every transform. */
  flipped: boolean
  minWidth: number | null
  maxWidth: number | null
  minHeight: number | null
  maxHeight: number | null
  fills: readonly Paint[]
  strokes: readonly Paint[]
  strokeWeight: number
  strokeAlign: 'CENTER' | 'INSIDE' | 'OUTSIDE'
  dashPattern: readonly number[]
  strokeJoin: 'MITER' | 'BEVEL' | 'ROUND'
  strokeMiterLimit: number
  topLeftRadius: number
  topRightRadius: number
  bottomLeftRadius: number
  bottomRightRadius: number
  cornerSmoothing: number
  constraints: Constraints
  clipsContent: boolean
  expanded: boolean
  layoutMode: 'NONE' | 'HORIZONTAL' | 'VERTICAL' | 'GRID'
  layoutPositioning: 'AUTO' | 'ABSOLUTE'
  layoutSizingHorizontal: Sizing
  layoutSizingVertical: Sizing
  primaryAxisAlignItems: 'MIN' | 'MAX' | 'CENTER' | 'SPACE_BETWEEN'
  counterAxisAlignItems: 'MIN' | 'MAX' | 'CENTER' | 'BASELINE'
  itemSpacing: number
  itemReverseZIndex: boolean
  paddingLeft: number
  paddingRight: number
  paddingTop: number
  paddingBottom: number
  gridRowCount: number
  gridColumnCount: number
  gridRowGap: number
  gridColumnGap: number
  /** For the tracks from the first on; those that it does not name are FLEX. */
  gridRowSizes: readonly Track[]
  gridColumnSizes: readonly Track[]
  gridAutoTracks: 'NONE' | 'ROWS'
  gridItemsPositioning: 'MANUAL' | 'ROW_AUTO_FLOW'
  gridRowAnchorIndex: number
  gridColumnAnchorIndex: number
  gridRowSpan: number
  gridColumnSpan: number
  gridChildHorizontalAlign: CellAlign
  gridChildVerticalAlign: CellAlign
  exportSettings: readonly ExportSettings[]
  reactions: readonly Reaction[]
  vectorPaths: readonly { windingRule: 'NONZERO' | 'EVENODD' | 'NONE'; data: string }[]
  characters: string
  /** Whether its name follows its words. */
  autoRename: boolean
  fontSize: number
  fontName: FontName
  textAlignHorizontal: 'LEFT' | 'CENTER' | 'RIGHT' | 'JUSTIFIED'
  textAlignVertical: 'TOP' | 'CENTER' | 'BOTTOM'
  textAutoResize: 'NONE' | 'WIDTH_AND_HEIGHT' | 'HEIGHT' | 'TRUNCATE'
  leadingTrim: 'NONE' | 'CAP_HEIGHT'
  lineHeight: LineHeight
  letterSpacing: LetterSpacing
  textCase: TextCase
  textDecoration: TextDecoration
  textStyleId: string
  fillStyleId: string
  strokeStyleId: string
  effectStyleId: string
  hyperlink: HyperlinkTarget | null
  paragraphSpacing: number
  paragraphIndent: number
  listSpacing: number
  indentation: number
  listOptions: TextListOptions
  /** What of a text follows variables; Figma tells it as `boundVariables`. */
  textVariables: { [field in VariableBindableTextField]?: VariableAlias }
  /** Ranges that look other than the text's own properties say. */
  runs: readonly TextRun[]
  textTruncation: 'DISABLED' | 'ENDING'
  maxLines: number | null
  maskType: 'ALPHA' | 'VECTOR' | 'LUMINANCE'
  booleanOperation: 'UNION' | 'INTERSECT' | 'SUBTRACT' | 'EXCLUDE'
  explicitVariableModes: Readonly<Record<string, string>>
  /** Of a collection of variables. */
  modes: readonly { modeId: string; name: string }[]
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
