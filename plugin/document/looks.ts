import type { FocalPoint, Size } from '../protocol/geometry.ts'
import type { ImageHash } from '../protocol/ids.ts'
import { cover } from './cover.ts'
import { failedName, plainName } from './names.ts'

/** The name by which a variant's picture is found among what a person has laid over it. */
const pictureName = 'Picture'

/** How much of the source shows through while its variant waits. */
const dimmed = 0.35

const waitingFill: SolidPaint = { type: 'SOLID', color: { r: 0.93, g: 0.93, b: 0.94 } }
const failedStroke: SolidPaint = { type: 'SOLID', color: { r: 0.86, g: 0.19, b: 0.13 } }

/** Draws a new frame as one that waits for its picture: the source, dimmed, on light grey. */
export function drawWaiting(
  figma: Pick<PluginAPI, 'createRectangle'>,
  frame: FrameNode,
  reference: ImageHash,
): void {
  frame.clipsContent = true
  frame.fills = [waitingFill]
  frame.exportSettings = [{ format: 'PNG', constraint: { type: 'SCALE', value: 1 } }]
  const picture = createPicture(figma, frame)
  picture.resizeWithoutConstraints(frame.width, frame.height)
  picture.x = 0
  picture.y = 0
  picture.opacity = dimmed
  picture.fills = [imageFill(reference)]
}

/** Fills a frame with its picture, cover-fit. What a person has laid over it stays on top. */
export function drawPicture(
  figma: Pick<PluginAPI, 'createRectangle'>,
  frame: FrameNode,
  hash: ImageHash,
  size: Size,
  focalPoint: FocalPoint,
): void {
  const picture = findPicture(frame) ?? createPicture(figma, frame)
  const place = cover(size, frame, focalPoint)
  picture.resizeWithoutConstraints(place.width, place.height)
  picture.x = place.x
  picture.y = place.y
  picture.opacity = 1
  picture.fills = [imageFill(hash)]
}

export function drawFailed(frame: FrameNode): void {
  frame.name = failedName(frame.name)
  frame.strokes = [failedStroke]
  frame.strokeWeight = 2
  frame.strokeAlign = 'INSIDE'
  frame.dashPattern = [8, 6]
}

/** Takes back what `drawFailed` did. */
export function clearFailed(frame: FrameNode): void {
  frame.name = plainName(frame.name)
  frame.strokes = []
  frame.dashPattern = []
}

/** Whether a frame holds nothing but what was drawn into it. */
export function isUntouched(frame: FrameNode): boolean {
  return frame.children.length === 1 && findPicture(frame) !== null
}

function findPicture(frame: FrameNode): RectangleNode | null {
  for (const child of frame.children) {
    if (child.type === 'RECTANGLE' && child.name === pictureName) return child
  }
  return null
}

function createPicture(figma: Pick<PluginAPI, 'createRectangle'>, frame: FrameNode): RectangleNode {
  const picture = figma.createRectangle()
  // At once: a new node stands on whichever page the person is looking at.
  frame.insertChild(0, picture)
  picture.name = pictureName
  // With the frame, should a person resize it; the fill crops rather than stretch.
  picture.constraints = { horizontal: 'SCALE', vertical: 'SCALE' }
  return picture
}

function imageFill(imageHash: ImageHash): ImagePaint {
  return { type: 'IMAGE', scaleMode: 'FILL', imageHash }
}
