import { FileId } from '../../contract/model/ids.ts'
import type { FileMark } from '../../contract/model/client-storage/ledger.ts'
import { commitUndo } from './temporary.ts'
import { fileKey, fileNameKey } from './keys.ts'

type Root = Pick<PluginAPI, 'root'>
type Editor = Root & Pick<PluginAPI, 'commitUndo'>

/** The mark of this window's document, in case an undo removes it from the document. */
let remembered: FileMark | null = null

/**
 * This document's mark and the name that goes with it; null while it has none. A duplicated file keeps its
 * original's mark, so a mark counts only together with its name.
 */
export function readMark({ root }: Root): FileMark | null {
  const id = FileId.safeParse(root.getPluginData(fileKey)).data
  if (id === undefined) return remembered
  // Earlier versions kept no name.
  return { id, name: root.getPluginData(fileNameKey) || root.name }
}

/**
 * The mark for new jobs of this document. A document without a mark, or with a mark under another name, gets
 * `fresh`: it may be a duplicate.
 */
export function fileOf(figma: Editor, fresh: FileId): FileMark {
  const mark = readMark(figma)
  return mark?.name === figma.root.name ? writeMark(figma, mark) : renewMark(figma, fresh)
}

/** Gives this document a new mark, whichever it had. */
export function renewMark(figma: Editor, fresh: FileId): FileMark {
  return writeMark(figma, { id: fresh, name: figma.root.name })
}

function writeMark(figma: Editor, mark: FileMark): FileMark {
  const { root } = figma
  remembered = mark
  const isThere =
    root.getPluginData(fileKey) === mark.id && root.getPluginData(fileNameKey) === mark.name
  if (isThere) return mark
  root.setPluginData(fileNameKey, mark.name)
  root.setPluginData(fileKey, mark.id)
  // An undo step of its own: undoing the frames of a run does not remove the mark.
  commitUndo(figma)
  return mark
}
