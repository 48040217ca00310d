import { FileId } from '../../contract/model/ids.ts'
import type { FileMark } from '../../contract/model/stored/ledger.ts'

type Root = Pick<PluginAPI, 'root'>
type Editor = Root & Pick<PluginAPI, 'commitUndo'>

/** Under which keys the document carries its mark, and the name that it had when it got it. */
const idKey = 'file'
const nameKey = 'file-name'

/** The mark of the document that this window belongs to: an undo can take it off the document. */
let remembered: FileMark | null = null

/**
 * The mark of this document, with the name that goes with it; null while it has none. A duplicate of a
 * file carries the mark of its original, so a mark counts only together with its name.
 */
export function readMark({ root }: Root): FileMark | null {
  const decoded = FileId.safeParse(root.getPluginData(idKey))
  if (!decoded.success) return remembered
  // An earlier version kept no name.
  return { id: decoded.data, name: root.getPluginData(nameKey) || root.name }
}

/**
 * The mark under which new jobs of this document are written down. A document without a mark, or with
 * one that was given to it under another name, gets `fresh`: it may be a duplicate.
 */
export function fileOf(figma: Editor, fresh: FileId): FileMark {
  const mark = readMark(figma)
  return mark?.name === figma.root.name ? writeMark(figma, mark) : renewMark(figma, fresh)
}

/** Gives this document a mark of its own, whichever it had. */
export function renewMark(figma: Editor, fresh: FileId): FileMark {
  return writeMark(figma, { id: fresh, name: figma.root.name })
}

function writeMark(figma: Editor, mark: FileMark): FileMark {
  const { root } = figma
  remembered = mark
  const isThere = root.getPluginData(idKey) === mark.id && root.getPluginData(nameKey) === mark.name
  if (isThere) return mark
  root.setPluginData(nameKey, mark.name)
  root.setPluginData(idKey, mark.id)
  // A step of its own: whoever undoes the frames of a run leaves the document its mark.
  figma.commitUndo()
  return mark
}
