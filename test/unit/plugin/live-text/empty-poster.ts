import type { LiveText } from '../../../../contract/model/canvas-text.ts'
import * as build from '../../../host/builders.ts'
import type { Props } from '../../../host/document/types.ts'
import { inFigma } from '../in-figma.ts'

/** A white poster in a document of its own, what can be put on it, and what is found on it. */
export function emptyPoster() {
  const document = build.createDocument()
  const poster = build.addFrame(document, document.currentPage, {
    name: 'Poster',
    x: 50,
    y: 70,
    width: 1000,
    height: 1000,
    fills: [build.solid('#ffffff')],
  })

  const text = (parent: string, characters: string, more: Partial<Props> = {}) =>
    build.addText(document, parent, { name: characters, characters, fontSize: 20, ...more })
  const box = (parent: string, more: Partial<Props> = {}) =>
    build.addRectangle(document, parent, { width: 100, height: 100, ...more })

  function button(parent: string, label: string, more: Partial<Props> = {}): string {
    const made = build.addFrame(document, parent, {
      name: `Button ${label}`,
      width: 200,
      height: 60,
      fills: [build.solid('#d02050')],
      ...more,
    })
    build.addVector(document, made, { x: 150, y: 10, width: 30, height: 30 })
    text(made, label, { x: 20, y: 18 })
    return made
  }

  async function read(purpose = 'variants', id = poster): Promise<LiveText> {
    const { said } = await inFigma(
      document,
      ['selection/read-live-layers'],
      `say(await plugin.readLiveLayers(figma, '${id}', '${purpose}'))`,
    )
    return said[0] as LiveText
  }

  /** Each block as its kind and name, and the texts in it. */
  async function blocks(id?: string) {
    const { blocks, refusal } = await read('variants', id)
    if (refusal !== undefined) return refusal
    return blocks.map(
      ({ kind, isLogo, name, lines }) =>
        `${isLogo ? 'logo' : kind} ${name}: ${lines.map(({ characters }) => characters).join(', ')}`,
    )
  }

  return { document, poster, text, box, button, read, blocks }
}
