import { NodeId } from '../../contract/model/ids.ts'
import type { PlacedBlock } from '../../contract/model/live-text.ts'
import type { SourceLive } from '../../ui/engine/planning/order.ts'
import {
  addComponent,
  addEllipse,
  addFrame,
  addInstance,
  addText,
  addTextStyle,
  solid,
} from '../host/builders.ts'
import type { HostDocument } from '../host/document/document.ts'
import { built } from './world.ts'

/** A small poster with text of all kinds: with a style, in a button, and in an instance. */
export interface LivePoster {
  readonly poster: string
  readonly live: SourceLive
}

/** The names of what stays live, the lowest first. */
export const liveNames = ['Title', 'Note', 'Button', 'Label']

export function addLivePoster(document: HostDocument): LivePoster {
  const page = document.currentPage
  const fontName = { family: 'Inter', style: 'Bold' }
  const style = addTextStyle(document, { name: 'Large', fontSize: 8, fontName })
  addTextStyle(document, { name: 'Small', fontSize: 4, fontName })
  const main = addComponent(document, page, { name: 'Badge', x: 900, width: 20, height: 8 })
  addText(document, main, { name: 'Label', characters: 'New', fontSize: 4, x: 1, y: 1 })
  const size = { width: 60, height: 80 }
  const fills = [solid('#2f6fde')]
  const poster = addFrame(document, page, { name: 'Live', x: 0, y: 700, ...size, fills })
  addEllipse(document, poster, { x: 15, y: 20, width: 30, height: 30 })
  const title = addText(document, poster, {
    name: 'Title',
    characters: 'Sale',
    x: 4,
    y: 4,
    fontSize: 8,
    fontName,
    textStyleId: style,
    fills: [solid('#ffffff')],
  })
  const words = { characters: 'Only today', fontSize: 4, fills: [solid('#ffff00')] }
  const note = addText(document, poster, { name: 'Note', x: 4, y: 40, ...words })
  const button = addFrame(document, poster, { name: 'Button', x: 4, y: 66, width: 20, height: 8 })
  addText(document, button, { name: 'Buy', characters: 'Buy', x: 2, y: 1, fontSize: 4 })
  const instance = addInstance(document, poster, main, { x: 36, y: 4 })
  const label = document.node(instance).children[0] ?? ''

  const blocks = [title, note, button, label].map((id) => NodeId.parse(id))
  const placed = blocks.map((id, index): PlacedBlock => {
    const box = { x: 2, y: 2 + index * 12, width: 40, height: 10, scale: 0.5, wraps: false }
    return { id, ...box, horizontal: 'MIN', vertical: 'MIN', isLeftOut: false }
  })
  const clauseFor = () => 'Keep it plain.'
  return { poster, live: { blocks, off: [], layoutFor: () => placed, clauseFor } }
}

/** What is wrong with the text over a picture; empty where each is there once. */
export function textsAmiss(document: HostDocument, frames: readonly string[]): string[] {
  return frames.flatMap((frame) => {
    const names = document.node(frame).children.map((id) => document.prop(id, 'name'))
    const texts = names.filter((name) => name !== 'Picture' && name !== 'Scrim')
    return texts.join() === liveNames.join() ? [] : [`in ${frame} there is: ${names.join()}`]
  })
}

/** Copies that are left: those with the mark, and any text that nobody made and no picture has. */
export function copiesLeft(
  document: HostDocument,
  known: ReadonlySet<string>,
  frames: readonly string[],
): string[] {
  const laid = new Set(frames.flatMap((frame) => document.descendants(frame)))
  return document.descendants(document.rootId).flatMap((id) => {
    const { type, pluginData } = document.node(id)
    const isMarked = (pluginData[`${built.manifest.id}/temp`] ?? '') !== ''
    const isStray = type === 'TEXT' && !known.has(id) && !laid.has(id)
    return isMarked || isStray ? [`a copy is left: ${type} ${document.prop(id, 'name')}`] : []
  })
}
