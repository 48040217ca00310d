import { nodeTypes, type NodeType, type Props } from './types.ts'

/**
 * Which type of node has which properties, as the mixins of the typings put them together
 * (plugin-api.d.ts: BaseNodeMixin 6364, SceneNodeMixin 6642, LayoutMixin 7395, BlendMixin 7597,
 * AutoLayoutMixin 7694, GeometryMixin 8944, CornerMixin 8996, ExportMixin 9040, SectionNode 12314).
 */
const mixins = {
  scene: ['visible', 'locked', 'x', 'y'],
  // what sections lack (plugin-api.d.ts 9491 OpaqueNodeMixin, against LayoutMixin)
  sizing: [
    'layoutPositioning',
    'layoutAlign',
    'layoutGrow',
    'layoutSizingHorizontal',
    'layoutSizingVertical',
    'rotation',
    'targetAspectRatio',
    'minWidth',
    'maxWidth',
    'minHeight',
    'maxHeight',
    'gridRowSpan',
    'gridColumnSpan',
    'gridChildHorizontalAlign',
    'gridChildVerticalAlign',
  ],
  transform: ['relativeTransform'],
  blend: ['opacity', 'blendMode', 'isMask', 'maskType', 'effects'],
  fills: ['fills'],
  strokes: [
    'strokes',
    'strokeWeight',
    'strokeAlign',
    'dashPattern',
    'strokeJoin',
    'strokeMiterLimit',
  ],
  // plugin-api.d.ts 8777: of frames and rectangles; here all four are the one `strokeWeight`
  sides: ['strokeTopWeight', 'strokeRightWeight', 'strokeBottomWeight', 'strokeLeftWeight'],
  corner: [
    'cornerRadius',
    'cornerSmoothing',
    'topLeftRadius',
    'topRightRadius',
    'bottomLeftRadius',
    'bottomRightRadius',
  ],
  constraint: ['constraints'],
  frame: [
    'clipsContent',
    'layoutMode',
    'primaryAxisAlignItems',
    'counterAxisAlignItems',
    'primaryAxisSizingMode',
    'counterAxisSizingMode',
    'itemSpacing',
    'itemReverseZIndex',
    'paddingLeft',
    'paddingRight',
    'paddingTop',
    'paddingBottom',
    // plugin-api.d.ts 8264 GridLayoutMixin. Tracks' sizes are only known to the host: a plugin that reads
    // many of them is said to break in Figma
    'gridRowCount',
    'gridColumnCount',
    'gridRowGap',
    'gridColumnGap',
    'gridAutoTracks',
    'gridItemsPositioning',
  ],
  container: ['expanded'],
  export: ['exportSettings'],
  reaction: ['reactions'],
  vector: ['vectorPaths'],
  // plugin-api.d.ts 9767: what a text on a path has as well
  words: [
    'characters',
    'autoRename',
    'fontSize',
    'fontName',
    'textAlignHorizontal',
    'textAlignVertical',
    'letterSpacing',
    'textCase',
    'textDecoration',
    'hyperlink',
  ],
  text: [
    'textAutoResize',
    'lineHeight',
    'paragraphSpacing',
    'paragraphIndent',
    'listSpacing',
    'textTruncation',
    'maxLines',
    'leadingTrim',
  ],
  boolean: ['booleanOperation'],
  style: [
    'fontSize',
    'fontName',
    'lineHeight',
    'letterSpacing',
    'textCase',
    'textDecoration',
    'paragraphSpacing',
    'paragraphIndent',
    'listSpacing',
  ],
  collection: [],
  section: ['sectionContentsHidden'],
  page: ['selection', 'backgrounds'],
} as const
type Mixin = keyof typeof mixins

const readonlyMixins: Partial<Record<Mixin, readonly string[]>> = {
  scene: [
    'width',
    'height',
    'absoluteTransform',
    'absoluteBoundingBox',
    // plugin-api.d.ts 6642
    'boundVariables',
    'componentPropertyReferences',
    // plugin-api.d.ts 6799 and 10592
    'resolvedVariableModes',
    'explicitVariableModes',
  ],
  // plugin-api.d.ts 7597 and 8944
  blend: ['effectStyleId'],
  fills: ['fillStyleId'],
  strokes: ['strokeStyleId'],
  sizing: ['absoluteRenderBounds', 'gridRowAnchorIndex', 'gridColumnAnchorIndex'],
  words: ['hasMissingFont', 'textStyleId', 'fontWeight'],
  collection: ['modes'],
}

const methodMixins: Partial<Record<Mixin, readonly string[]>> = {
  scene: ['clone', 'resizeWithoutConstraints', 'setExplicitVariableModeForCollection'],
  sizing: ['resize', 'rescale', 'lockAspectRatio', 'unlockAspectRatio', 'setGridChildPosition'],
  frame: ['appendChildAt'],
  reaction: ['setReactionsAsync'],
  fills: ['setFillsAsync'],
  strokes: ['setStrokesAsync'],
  export: ['exportAsync'],
  page: ['loadAsync', 'clone'],
  words: [
    'getStyledTextSegments',
    'setTextStyleIdAsync',
    'setFillStyleIdAsync',
    'setRangeTextStyleIdAsync',
    'setRangeFillStyleIdAsync',
    'setRangeTextStyleId',
    'getRangeAllFontNames',
    ...['FontSize', 'FontName', 'LetterSpacing', 'Fills', 'TextCase', 'Hyperlink', 'TextStyleId']
      .concat('FillStyleId', 'TextDecoration')
      .map((name) => `getRange${name}`),
    ...['FontSize', 'FontName', 'LetterSpacing', 'Fills', 'TextCase', 'Hyperlink']
      .concat('TextDecoration')
      .map((name) => `setRange${name}`),
  ],
  text: ['LineHeight', 'ParagraphSpacing', 'ParagraphIndent', 'ListSpacing', 'Indentation']
    .concat('ListOptions')
    .flatMap((name) => [`getRange${name}`, `setRange${name}`]),
}

const shape: readonly Mixin[] = [
  'scene',
  'sizing',
  'transform',
  'blend',
  'fills',
  'strokes',
  'constraint',
  'export',
  'reaction',
]
const frame: readonly Mixin[] = [...shape, 'corner', 'sides', 'frame', 'container']

const mixinsOf: Record<NodeType, readonly Mixin[]> = {
  DOCUMENT: [],
  PAGE: ['page', 'export'],
  FRAME: frame,
  GROUP: ['scene', 'sizing', 'transform', 'blend', 'container', 'export', 'reaction'],
  SECTION: ['scene', 'fills', 'strokes', 'corner', 'section', 'export'],
  COMPONENT: frame,
  COMPONENT_SET: frame,
  INSTANCE: frame,
  // plugin-api.d.ts 11317: a frame by all its properties
  SLOT: frame,
  RECTANGLE: [...shape, 'corner', 'sides'],
  ELLIPSE: shape,
  LINE: shape,
  VECTOR: [...shape, 'vector'],
  BOOLEAN_OPERATION: [...shape, 'container', 'boolean'],
  TEXT: [...shape, 'words', 'text'],
  TEXT_PATH: [...shape, 'words'],
  TEXT_STYLE: ['style'],
  VARIABLE_COLLECTION: ['collection'],
  // plugin-api.d.ts 10875: no look of its own
  SLICE: ['scene', 'sizing', 'transform', 'export'],
}

export const containers: ReadonlySet<NodeType> = new Set<NodeType>([
  'DOCUMENT',
  'PAGE',
  'FRAME',
  'GROUP',
  'BOOLEAN_OPERATION',
  'BOOLEAN_OPERATION',
  'SECTION',
  'COMPONENT',
  'COMPONENT_SET',
  'INSTANCE',
  'SLOT',
])
/** Without coordinates of their own: what is in them stands in those of the nearest frame. */
export const groups: ReadonlySet<NodeType> = new Set<NodeType>(['GROUP', 'BOOLEAN_OPERATION'])
export const frames: ReadonlySet<NodeType> = new Set<NodeType>([
  'FRAME',
  'COMPONENT',
  'COMPONENT_SET',
  'INSTANCE',
  'SLOT',
])

const baseMethods = [
  'remove',
  'toString',
  'getPluginData',
  'setPluginData',
  'getPluginDataKeys',
  'getSharedPluginData',
  'setSharedPluginData',
  'getSharedPluginDataKeys',
  'getRelaunchData',
  'setRelaunchData',
]
const childMethods = ['appendChild', 'insertChild', 'findAllWithCriteria']
/** Searches take a callback, so they run on the plugin's side of the wall. */
export const searches = ['findAll', 'findOne', 'findChildren', 'findChild']

const extraMethods: Partial<Record<NodeType, readonly string[]>> = {
  SECTION: ['resize'],
  COMPONENT: ['createInstance', 'createSlot', 'getInstancesAsync'],
  INSTANCE: ['getMainComponentAsync', 'detachInstance'],
}

export type NodeShape = {
  readonly writable: readonly string[]
  readonly readonly: readonly string[]
  readonly methods: readonly string[]
  readonly searches: readonly string[]
}

const shapeOf = (type: NodeType): NodeShape => {
  const used = mixinsOf[type]
  const holds = containers.has(type)
  return {
    writable: ['name', ...used.flatMap((mixin) => mixins[mixin])],
    readonly: [
      'type',
      'parent',
      'removed',
      ...used.flatMap((mixin) => readonlyMixins[mixin] ?? []),
      ...(holds ? ['children'] : []),
      ...(type === 'INSTANCE' ? ['mainComponent'] : []),
    ],
    methods: [
      ...baseMethods,
      ...used.flatMap((mixin) => methodMixins[mixin] ?? []),
      ...(holds ? childMethods : []),
      ...(extraMethods[type] ?? []),
    ],
    searches: holds ? searches : [],
  }
}

export const shapes: Readonly<Record<NodeType, NodeShape>> = Object.fromEntries(
  nodeTypes.map((type) => [type, shapeOf(type)]),
) as Record<NodeType, NodeShape>

const base: Partial<Props> = { visible: true, locked: false, x: 0, y: 0, rotation: 0 }

/** What a property is while nothing has been put there. */
export const defaults: Props = {
  name: '',
  visible: true,
  locked: false,
  opacity: 1,
  blendMode: 'PASS_THROUGH',
  isMask: false,
  effects: [],
  x: 0,
  y: 0,
  width: 100,
  height: 100,
  rotation: 0,
  flipped: false,
  minWidth: null,
  maxWidth: null,
  minHeight: null,
  maxHeight: null,
  fills: [],
  strokes: [],
  strokeWeight: 1,
  strokeAlign: 'INSIDE',
  dashPattern: [],
  strokeJoin: 'MITER',
  strokeMiterLimit: 4,
  topLeftRadius: 0,
  topRightRadius: 0,
  bottomLeftRadius: 0,
  bottomRightRadius: 0,
  cornerSmoothing: 0,
  constraints: { horizontal: 'MIN', vertical: 'MIN' },
  clipsContent: true,
  expanded: true,
  layoutMode: 'NONE',
  layoutPositioning: 'AUTO',
  layoutSizingHorizontal: 'FIXED',
  layoutSizingVertical: 'FIXED',
  primaryAxisAlignItems: 'MIN',
  counterAxisAlignItems: 'MIN',
  itemSpacing: 0,
  itemReverseZIndex: false,
  paddingLeft: 0,
  paddingRight: 0,
  paddingTop: 0,
  paddingBottom: 0,
  gridRowCount: 1,
  gridColumnCount: 1,
  gridRowGap: 0,
  gridColumnGap: 0,
  gridRowSizes: [],
  gridColumnSizes: [],
  gridAutoTracks: 'NONE',
  gridItemsPositioning: 'MANUAL',
  gridRowAnchorIndex: 0,
  gridColumnAnchorIndex: 0,
  gridRowSpan: 1,
  gridColumnSpan: 1,
  gridChildHorizontalAlign: 'AUTO',
  gridChildVerticalAlign: 'AUTO',
  exportSettings: [],
  reactions: [],
  vectorPaths: [],
  characters: '',
  autoRename: false,
  fontSize: 12,
  fontName: { family: 'Inter', style: 'Regular' },
  textAlignHorizontal: 'LEFT',
  textAlignVertical: 'TOP',
  textAutoResize: 'WIDTH_AND_HEIGHT',
  lineHeight: { unit: 'AUTO' },
  letterSpacing: { unit: 'PERCENT', value: 0 },
  textCase: 'ORIGINAL',
  textDecoration: 'NONE',
  textStyleId: '',
  fillStyleId: '',
  strokeStyleId: '',
  effectStyleId: '',
  hyperlink: null,
  paragraphSpacing: 0,
  paragraphIndent: 0,
  listSpacing: 0,
  indentation: 0,
  listOptions: { type: 'NONE' },
  textVariables: {},
  runs: [],
  textTruncation: 'DISABLED',
  maxLines: null,
  leadingTrim: 'NONE',
  maskType: 'ALPHA',
  booleanOperation: 'UNION',
  explicitVariableModes: {},
  modes: [],
  sectionContentsHidden: false,
  targetAspectRatio: null,
  mainComponent: null,
  boundVariables: {},
  componentPropertyReferences: null,
  backgrounds: [{ type: 'SOLID', color: { r: 0.96, g: 0.96, b: 0.96 } }],
}

const solid = (level: number): Props['fills'] => [
  { type: 'SOLID', color: { r: level, g: level, b: level }, visible: true, opacity: 1 },
]

/** What a new node of a type starts with (plugin-api.d.ts: createFrame "white background, 100"). */
export const initial: Readonly<Record<NodeType, Partial<Props>>> = {
  DOCUMENT: { name: 'Document' },
  PAGE: { name: 'Page' },
  FRAME: { ...base, name: 'Frame', fills: solid(1) },
  GROUP: { ...base, name: 'Group' },
  SECTION: { ...base, name: 'Section', fills: solid(0.9) },
  COMPONENT: { ...base, name: 'Component', fills: [] },
  COMPONENT_SET: { ...base, name: 'Component set', fills: [] },
  INSTANCE: { ...base, name: 'Instance', fills: [] },
  SLOT: { ...base, name: 'Slot', fills: [] },
  RECTANGLE: { ...base, name: 'Rectangle', fills: solid(0.85) },
  ELLIPSE: { ...base, name: 'Ellipse', fills: solid(0.85) },
  LINE: { ...base, name: 'Line', height: 0, strokes: solid(0), strokeAlign: 'CENTER' },
  VECTOR: { ...base, name: 'Vector', strokes: solid(0), strokeAlign: 'CENTER' },
  TEXT: { ...base, name: 'Text', fills: solid(0), width: 0, height: 15 },
  BOOLEAN_OPERATION: { ...base, name: 'Union', fills: solid(0.85) },
  TEXT_PATH: { ...base, name: 'Text on path', fills: solid(0) },
  SLICE: { ...base, name: 'Slice' },
  TEXT_STYLE: { name: 'Text style' },
  VARIABLE_COLLECTION: { name: 'Collection' },
}
