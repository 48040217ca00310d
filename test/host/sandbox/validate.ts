import { FigmaError, type Transform } from '../document/types.ts'

type Check = (value: unknown) => boolean
type Entry = Record<string, unknown>

const isObject = (value: unknown): value is Entry => typeof value === 'object' && value !== null
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value)
const atLeast =
  (min: number): Check =>
  (value) =>
    typeof value === 'number' && value >= min && Number.isFinite(value)
const unit: Check = (value) => typeof value === 'number' && value >= 0 && value <= 1
const boolean: Check = (value) => typeof value === 'boolean'
const string: Check = (value) => typeof value === 'string'
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value)
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)
const nullable =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)

/** Objects are checked strictly: an unknown key fails, as does a missing one that is required. */
const object =
  (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value) =>
    isObject(value) &&
    Object.entries(required).every(([key, check]) => check(value[key])) &&
    Object.entries(value).every(
      ([key, part]) => key in required || part === undefined || (optional[key]?.(part) ?? false),
    )

const anything: Check = () => true
const transform = list(list(number))
const rgb = object({ r: unit, g: unit, b: unit })
const rgba = object({ r: unit, g: unit, b: unit, a: unit })
const vector = object({ x: number, y: number })
const paintBase = { visible: boolean, opacity: unit, blendMode: string, boundVariables: anything }
const gradient = (type: string) =>
  object(
    {
      type: oneOf(type),
      gradientTransform: transform,
      gradientStops: list(object({ position: unit, color: rgba }, { boundVariables: anything })),
    },
    paintBase,
  )
const filter: Check = (value) => typeof value === 'number' && value >= -1 && value <= 1
const filters = object(
  {},
  Object.fromEntries(
    ['exposure', 'contrast', 'saturation', 'temperature', 'tint', 'highlights', 'shadows'].map(
      (name) => [name, filter],
    ),
  ),
)

/** plugin-api.d.ts 4732 SolidPaint, 4787 GradientPaint, 4807 ImagePaint. */
const paints: Record<string, Check> = {
  // "color" has no alpha: opacity is a field of the paint
  SOLID: object({ type: oneOf('SOLID'), color: rgb }, paintBase),
  GRADIENT_LINEAR: gradient('GRADIENT_LINEAR'),
  GRADIENT_RADIAL: gradient('GRADIENT_RADIAL'),
  IMAGE: object(
    {
      type: oneOf('IMAGE'),
      scaleMode: oneOf('FILL', 'FIT', 'CROP', 'TILE'),
      imageHash: nullable(string),
    },
    {
      ...paintBase,
      imageTransform: transform,
      scalingFactor: number,
      rotation: oneOf(0, 90, 180, 270, -90),
      filters,
    },
  ),
}

const shadow = {
  color: rgba,
  offset: vector,
  radius: atLeast(0),
  visible: boolean,
  blendMode: string,
}
/** plugin-api.d.ts 4351–4486. */
const effects: Record<string, Check> = {
  DROP_SHADOW: object(
    { type: anything, ...shadow },
    { spread: number, showShadowBehindNode: boolean, boundVariables: anything },
  ),
  INNER_SHADOW: object({ type: anything, ...shadow }, { spread: number, boundVariables: anything }),
  LAYER_BLUR: object(
    { type: anything, radius: atLeast(0), visible: boolean },
    { blurType: oneOf('NORMAL'), boundVariables: anything },
  ),
}

const byType =
  (table: Record<string, Check>): Check =>
  (value) =>
    isObject(value) && typeof value.type === 'string' && (table[value.type]?.(value) ?? false)

const constraint = oneOf('MIN', 'CENTER', 'MAX', 'STRETCH', 'SCALE')
const measure = object({ unit: oneOf('PIXELS', 'PERCENT'), value: number })
const cellAlign = oneOf('MIN', 'CENTER', 'MAX', 'AUTO')
/** plugin-api.d.ts 7322: "Value must be positive. Set to `null` to remove". */
const limit: Check = (value) => value === null || (number(value) && Number(value) > 0)
/** plugin-api.d.ts 7344: "The transform always has unit axes"; so it is neither scaled nor skewed here. */
const unitAxes: Check = (value) => {
  if (!transform(value)) return false
  const [[a, c], [b, d]] = value as Transform
  const near = (number: number, to: number) => Math.abs(number - to) < 1e-3
  return near(Math.hypot(a, b), 1) && near(Math.hypot(c, d), 1) && near(a * c + b * d, 0)
}
const align = oneOf('MIN', 'MAX', 'CENTER', 'SPACE_BETWEEN')

/** plugin-api.d.ts 5130 ExportSettingsImage; other formats are not for this plugin. */
const exported = object(
  { format: oneOf('PNG', 'JPG') },
  {
    contentsOnly: boolean,
    useAbsoluteBounds: boolean,
    suffix: string,
    colorProfile: oneOf('DOCUMENT', 'SRGB', 'DISPLAY_P3_V4'),
    constraint: object({ type: oneOf('SCALE', 'WIDTH', 'HEIGHT'), value: atLeast(0.01) }),
  },
)

/** What each property takes (the types of the fields in plugin-api.d.ts). */
const checks: Record<string, Check> = {
  name: string,
  visible: boolean,
  locked: boolean,
  expanded: boolean,
  isMask: boolean,
  clipsContent: boolean,
  sectionContentsHidden: boolean,
  x: number,
  y: number,
  rotation: number,
  opacity: unit,
  blendMode: string,
  fills: list(byType(paints)),
  strokes: list(byType(paints)),
  backgrounds: list(byType(paints)),
  effects: list(byType(effects)),
  strokeWeight: atLeast(0),
  strokeAlign: oneOf('CENTER', 'INSIDE', 'OUTSIDE'),
  dashPattern: list(atLeast(0)),
  cornerRadius: atLeast(0),
  topLeftRadius: atLeast(0),
  topRightRadius: atLeast(0),
  bottomLeftRadius: atLeast(0),
  bottomRightRadius: atLeast(0),
  constraints: object({ horizontal: constraint, vertical: constraint }),
  layoutMode: oneOf('NONE', 'HORIZONTAL', 'VERTICAL', 'GRID'),
  layoutPositioning: oneOf('AUTO', 'ABSOLUTE'),
  layoutAlign: oneOf('MIN', 'CENTER', 'MAX', 'STRETCH', 'INHERIT'),
  layoutGrow: oneOf(0, 1),
  layoutSizingHorizontal: oneOf('FIXED', 'HUG', 'FILL'),
  layoutSizingVertical: oneOf('FIXED', 'HUG', 'FILL'),
  primaryAxisSizingMode: oneOf('FIXED', 'AUTO'),
  counterAxisSizingMode: oneOf('FIXED', 'AUTO'),
  primaryAxisAlignItems: align,
  counterAxisAlignItems: oneOf('MIN', 'MAX', 'CENTER', 'BASELINE'),
  itemSpacing: number,
  itemReverseZIndex: boolean,
  autoRename: boolean,
  paddingLeft: atLeast(0),
  paddingRight: atLeast(0),
  paddingTop: atLeast(0),
  paddingBottom: atLeast(0),
  gridRowCount: number,
  gridColumnCount: number,
  gridRowGap: atLeast(0),
  gridColumnGap: atLeast(0),
  gridAutoTracks: oneOf('NONE', 'ROWS'),
  gridItemsPositioning: oneOf('MANUAL', 'ROW_AUTO_FLOW'),
  gridRowSpan: number,
  gridColumnSpan: number,
  gridChildHorizontalAlign: cellAlign,
  gridChildVerticalAlign: cellAlign,
  minWidth: limit,
  maxWidth: limit,
  minHeight: limit,
  maxHeight: limit,
  cornerSmoothing: unit,
  strokeJoin: oneOf('MITER', 'BEVEL', 'ROUND'),
  strokeMiterLimit: atLeast(0),
  relativeTransform: unitAxes,
  targetAspectRatio: nullable(vector),
  exportSettings: list(exported),
  reactions: list(isObject),
  vectorPaths: list(object({ windingRule: oneOf('NONZERO', 'EVENODD', 'NONE'), data: string })),
  characters: string,
  fontSize: atLeast(1),
  fontName: object({ family: string, style: string }, { variationSettings: anything }),
  textAlignHorizontal: oneOf('LEFT', 'CENTER', 'RIGHT', 'JUSTIFIED'),
  textAlignVertical: oneOf('TOP', 'CENTER', 'BOTTOM'),
  textAutoResize: oneOf('NONE', 'WIDTH_AND_HEIGHT', 'HEIGHT', 'TRUNCATE'),
  lineHeight: (value) => measure(value) || object({ unit: oneOf('AUTO') })(value),
  letterSpacing: measure,
  textCase: oneOf('ORIGINAL', 'UPPER', 'LOWER', 'TITLE', 'SMALL_CAPS', 'SMALL_CAPS_FORCED'),
  textDecoration: oneOf('NONE', 'UNDERLINE', 'STRIKETHROUGH'),
  hyperlink: nullable(object({ type: oneOf('URL', 'NODE'), value: string })),
  paragraphSpacing: atLeast(0),
  paragraphIndent: atLeast(0),
  listSpacing: atLeast(0),
  indentation: atLeast(0),
  listOptions: object({ type: oneOf('ORDERED', 'UNORDERED', 'NONE') }),
  textStyleId: string,
  fillStyleId: string,
  textTruncation: oneOf('DISABLED', 'ENDING'),
  leadingTrim: oneOf('NONE', 'CAP_HEIGHT'),
  maxLines: nullable(atLeast(1)),
  maskType: oneOf('ALPHA', 'VECTOR', 'LUMINANCE'),
  booleanOperation: oneOf('UNION', 'INTERSECT', 'SUBTRACT', 'EXCLUDE'),
}

/** plugin-api.d.ts 4879; only taken by `setFillsAsync` and `setStrokesAsync`. */
const pattern = object(
  {
    type: anything,
    sourceNodeId: string,
    tileType: oneOf('RECTANGULAR', 'HORIZONTAL_HEXAGONAL', 'VERTICAL_HEXAGONAL'),
    scalingFactor: number,
    spacing: vector,
    horizontalAlignment: oneOf('START', 'CENTER', 'END'),
  },
  paintBase,
)
const withPatterns = list(byType({ ...paints, PATTERN: pattern }))

const demand = (name: string, value: unknown, isTaken: boolean): void => {
  if (isTaken) return
  throw new FigmaError(
    `in set_${name}: Property "${name}" failed validation: ${(JSON.stringify(value) as string | undefined) ?? String(value)}`,
  )
}

/** Throws unless the property takes the value. */
export const validate = (name: string, value: unknown): void =>
  demand(name, value, checks[name]?.(value) ?? true)

/** The same for the asynchronous way of setting paints. */
export const validatePaints = (name: 'fills' | 'strokes', value: unknown): void =>
  demand(name, value, withPatterns(value))
