import { NodeId } from '../../contract/model/ids.ts'
import { isAnyUpFrom } from '../canvas/nodes.ts'
import type { EventOf } from '../../contract/protocol/procedures.ts'

/** Changes are told together, so many milliseconds after the first of them. */
const delay = 100

/** What another layer can be in: of what is added or removed with it, Figma names nothing. */
const containers = /FRAME|GROUP|SECTION|COMPONENT|SLOT/

/** Hears what becomes of the layers of the pages that have been looked at. */
export interface CanvasWatch {
  /** Listens to the page that is looked at, which is loaded. To none twice. */
  follow(): void
}

/**
 * Nothing else tells of an undo, a redo, or what others do to the file. `documentchange` would have all
 * pages loaded first (plugin typings, `PluginAPI.on`), so pages are listened to one by one.
 *
 * @param tell told what was changed, and whether what is selected may be something else by that
 */
export function createCanvasWatch(
  figma: Pick<PluginAPI, 'currentPage'>,
  tell: (change: EventOf<'canvas'>, isOfSelection: boolean) => void,
): CanvasWatch {
  let heard: readonly NodeChange[] = []

  function hear({ nodeChanges }: NodeChangeEvent): void {
    if (heard.length === 0) setTimeout(say, delay)
    heard = heard.concat(nodeChanges)
  }

  function say(): void {
    const changes = heard
    heard = []
    const has = (type: NodeChange['type']) =>
      changes.some((change) => change.type === type && containers.test(change.node.type))
    const nodes = changes.filter(isTold).map(({ id }) => NodeId.parse(id))
    tell({ nodes, added: has('CREATE'), removed: has('DELETE') }, isOfSelection(changes))
  }

  /** By an edit of what is selected, of what that is in, or of what is in that. */
  function isOfSelection(changes: readonly NodeChange[]): boolean {
    const { selection } = figma.currentPage
    if (selection.length === 0) return false
    const selected = new Set(selection.map(({ id }) => id))
    const changed = new Map(changes.map(({ id, node }) => [id, node]))
    const there = [...changed.values()].filter(isThere)
    return (
      there.length < changed.size ||
      isAnyUpFrom(selection, ({ id }) => changed.has(id)) ||
      isAnyUpFrom(there, ({ id }) => selected.has(id))
    )
  }

  return {
    follow() {
      const page = figma.currentPage
      page.off('nodechange', hear)
      page.on('nodechange', hear)
    },
  }
}

/** What recipes and swaps hang on; where a layer stands, and what it looks like, they don't. */
function isTold(change: NodeChange): boolean {
  if (change.type === 'CREATE') return !containers.test(change.node.type)
  if (change.type === 'DELETE') return true
  return change.properties.some((name) => name === 'pluginData' || name === 'visible')
}

function isThere(node: NodeChange['node']): node is SceneNode {
  return !node.removed
}
