import { FileId } from '../protocol/ids.ts'

type Root = Pick<PluginAPI, 'root'>

/** Under which key the document carries its mark. */
const key = 'file'

/** The mark of this document; null while it has none. */
export function fileId(figma: Root): FileId | null {
  const decoded = FileId.safeParse(figma.root.getPluginData(key))
  return decoded.success ? decoded.data : null
}

/** The mark of the document that this window belongs to: an undo can take it off the document. */
let remembered: FileId | null = null

/** The mark and the name of this document. One without a mark is given its last one, or `fresh`. */
export function fileOf(figma: Root, fresh: FileId): { id: FileId; name: string } {
  const known = fileId(figma)
  remembered = known ?? remembered ?? fresh
  if (known === null) figma.root.setPluginData(key, remembered)
  return { id: remembered, name: figma.root.name }
}
