import { addEllipse, addFrame, addText, solid } from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'

/** As fullSize as a designer's own frames. A smaller one takes a tenth of the time to be drawn and sent. */
export const fullSize = { width: 600, height: 800 }

/** A frame with something in it, on the current page. */
export function addPoster(
  document: HostDocument,
  name: string,
  { x = 0, y = 0, width = 150, height = 200 } = {},
): string {
  const frame = addFrame(document, document.currentPage, {
    name,
    x,
    y,
    width,
    height,
    fills: [solid('#2f6fde')],
  })
  addEllipse(document, frame, {
    x: width / 4,
    y: height / 4,
    width: width / 2,
    height: width / 2,
    fills: [solid('#ffd166')],
  })
  addText(document, frame, { x: 20, y: 20, characters: name, fontSize: 32 })
  return frame
}
