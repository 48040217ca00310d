import {
  addComponent,
  addFrame,
  addInstance,
  addRectangle,
  addText,
  createDocument,
  gradient,
  solid,
} from '../host/builders.ts'
import type { HostDocument } from '../host/document/document.ts'
import type { Paint, Props } from '../host/document/types.ts'

/** What a designer draws a layout with. */
export interface Stage {
  readonly document: HostDocument
  /** The source. */
  readonly frame: string
  text(characters: string, given: TextProps): string
  /** An auto layout that paints nothing. */
  flow(given: Partial<Props>, fill: (parent: string) => void): string
  /** A label on a pill of its own. */
  button(
    label: string,
    given: Partial<Props> & { readonly size: number; readonly fill?: string },
  ): string
  logo(given: Partial<Props>): string
  box(hex: string, given: Partial<Props>): string
}

export interface TextProps extends Partial<Props> {
  readonly size: number
  /** The width that it wraps in; without one it stands on one line. */
  readonly wrap?: number
  readonly parent?: string
  readonly colour?: string
}

/** A document with one source of this size in it. */
export function stageOf(width: number, height: number, back: Paint = night): Stage {
  const document = createDocument()
  const page = document.currentPage
  const frame = addFrame(document, page, { name: 'Poster', width, height, fills: [back] })
  const text = (
    characters: string,
    { size, wrap, parent, colour = '#ffffff', ...given }: TextProps,
  ) => {
    // Where a wider box than its line is given, Figma tells what is seen of it; the stand-in does not.
    const isOneLine = wrap === undefined || characters.length * size * 0.56 <= wrap
    const rest =
      isOneLine && wrap !== undefined ? wrap - Math.ceil(characters.length * size * 0.56) : 0
    const before = { LEFT: 0, JUSTIFIED: 0, CENTER: 0.5, RIGHT: 1 }[
      given.textAlignHorizontal ?? 'LEFT'
    ]
    return addText(document, parent ?? frame, {
      name: characters.slice(0, 24),
      characters,
      fontSize: size,
      fontName: { family: 'Inter', style: 'Regular' },
      fills: [solid(colour)],
      textAutoResize: isOneLine ? 'WIDTH_AND_HEIGHT' : 'HEIGHT',
      ...(isOneLine ? {} : { width: wrap }),
      ...given,
      ...(given.x === undefined ? {} : { x: given.x + rest * before }),
    })
  }
  return {
    document,
    frame,
    text,
    flow: (given, fill) => {
      const id = addFrame(document, frame, {
        name: 'Copy',
        layoutMode: 'VERTICAL',
        layoutSizingHorizontal: 'HUG',
        layoutSizingVertical: 'HUG',
        itemSpacing: 24,
        fills: [],
        clipsContent: false,
        ...given,
      })
      fill(id)
      return id
    },
    button: (label, { size, fill = '#ff5a36', ...given }) => {
      const id = addFrame(document, frame, {
        name: 'Button',
        layoutMode: 'HORIZONTAL',
        layoutSizingHorizontal: 'HUG',
        layoutSizingVertical: 'HUG',
        paddingLeft: size,
        paddingRight: size,
        paddingTop: size * 0.5,
        paddingBottom: size * 0.5,
        cornerRadius: size,
        fills: [solid(fill)],
        ...given,
      })
      text(label, { size, parent: id })
      return id
    },
    logo: (given) => {
      const component = addComponent(document, page, {
        name: 'Logo',
        x: -1000,
        width: 160,
        height: 60,
        fills: [],
      })
      addRectangle(document, component, { width: 50, height: 60, fills: [solid('#ffd166')] })
      addRectangle(document, component, {
        x: 62,
        y: 18,
        width: 98,
        height: 24,
        fills: [solid('#ffffff')],
      })
      return addInstance(document, frame, component, { name: 'Logo', ...given })
    },
    box: (hex, given) => addRectangle(document, frame, { fills: [solid(hex)], ...given }),
  }
}

export const night = gradient('#1d3557', '#0b132b')
export const leaf = gradient('#386641', '#132a13')
export const wine = gradient('#9d0208', '#370617')
