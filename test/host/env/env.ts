import type { Engine } from '../sandbox/realm.ts'

/** What the painter uses of Canvas 2D; both a browser's canvas and the one for Node have it. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'beginPath'
  | 'closePath'
  | 'moveTo'
  | 'lineTo'
  | 'quadraticCurveTo'
  | 'bezierCurveTo'
  | 'ellipse'
  | 'rect'
  | 'fill'
  | 'stroke'
  | 'clip'
  | 'fillRect'
  | 'clearRect'
  | 'transform'
  | 'setTransform'
  | 'getTransform'
  | 'fillText'
  | 'measureText'
  | 'createLinearGradient'
  | 'createRadialGradient'
  | 'setLineDash'
  | 'roundRect'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
  | 'globalCompositeOperation'
  | 'shadowColor'
  | 'shadowBlur'
  | 'shadowOffsetX'
  | 'shadowOffsetY'
  | 'filter'
  | 'font'
  | 'letterSpacing'
  | 'textBaseline'
  | 'imageSmoothingEnabled'
  | 'imageSmoothingQuality'
> & { drawImage(image: Drawable, x: number, y: number, width: number, height: number): void }

/** Something the canvas at hand can draw; what exactly is the environment's business. */
export type Drawable = object

export type Picture = { width: number; height: number; drawable: Drawable }

export type Surface = {
  readonly width: number
  readonly height: number
  readonly pen: Pen
  readonly drawable: Drawable
  encode(type: 'image/png' | 'image/jpeg'): Promise<Uint8Array>
}

/** All that differs between Node and a browser page. */
export type Env = {
  loadEngine(): Promise<Engine>
  createSurface(width: number, height: number): Surface
  decodeImage(bytes: Uint8Array): Promise<Picture>
}
