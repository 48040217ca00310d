import { addEllipse, addFrame, addGroup, addRectangle, solid } from '../host/builders.ts'
import type { HostDocument } from '../host/document/document.ts'

/** Three small layers to be swapped: one in an auto layout, one in a group, and one that is turned. */
export function addLayers(document: HostDocument): readonly string[] {
  const page = document.currentPage
  const screen = addFrame(document, page, {
    name: 'Screen',
    x: 0,
    y: 400,
    layoutMode: 'VERTICAL',
    itemSpacing: 4,
    fills: [solid('#ffffff')],
  })
  const banner = addFrame(document, screen, {
    name: 'Banner',
    width: 30,
    height: 20,
    fills: [solid('#884400')],
  })
  addEllipse(document, banner, { x: 5, y: 5, width: 10, height: 10, fills: [solid('#ffd166')] })
  addRectangle(document, screen, { name: 'Line', width: 30, height: 2, fills: [solid('#000000')] })
  const sticker = addRectangle(document, page, {
    name: 'Sticker',
    x: 200,
    y: 400,
    width: 20,
    height: 20,
    fills: [solid('#00aa66')],
  })
  const label = addRectangle(document, page, {
    name: 'Label',
    x: 200,
    y: 424,
    width: 20,
    height: 4,
    fills: [solid('#222222')],
  })
  addGroup(document, page, [sticker, label], 'Sheet')
  const tilted = addRectangle(document, page, {
    name: 'Tilted',
    x: 400,
    y: 420,
    width: 24,
    height: 16,
    rotation: 30,
    fills: [solid('#3344cc')],
  })
  return [banner, sticker, tilted]
}
