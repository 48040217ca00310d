import { idsOf, isAnyUpFrom } from '../canvas/nodes.ts'
import { isOwnCopy } from '../plugin-data/temporary.ts'
import type { EventOf } from '../../contract/protocol/procedures.ts'

/** Milliseconds after the first change until all changes are reported together. */
const delay = 100

/** Types that can contain layers: Figma does not name the content added or removed with them. */
const containers = /FRAME|GROUP|SECTION|COMPONENT|SLOT/

/** Watches the layers of visited pages. */
interface CanvasWatch {
  /** Listens to the current page, which is loaded. Never twice to the same page. */
  follow(): void
}

/**
 * Nothing else reports an undo, a redo, or what others do to the file. `documentchange` would require all
 * pages to be loaded first (plugin typings, `PluginAPI.on`), so each page has its own listener.
 *
 * @param tell gets the changes, and whether they may concern the selection
 */
export function createCanvasWatch(
  figma: Pick<PluginAPI, 'currentPage'>,
  tell: (change: EventOf<'canvas'>, isOfSelection: boolean) => void,
): CanvasWatch {
  let heard: readonly NodeChange[] = []

  function hear({ nodeChanges }: NodeChangeEvent): void {
    const changes = nodeChanges.filter(({ id }) => !isOwnCopy(id))
    if (changes.length === 0) return
    if (heard.length === 0) setTimeout(say, delay)
    heard = heard.concat(changes)
  }

  function say(): void {
    const changes = heard
    heard = []
    const has = (type: NodeChange['type']) =>
      changes.some((change) => change.type === type && containers.test(change.node.type))
    const nodes = idsOf(changes.filter(isReported))
    tell({ nodes, added: has('CREATE'), removed: has('DELETE') }, isOfSelection(changes))
  }

  /** Whether an edit concerns the selection, what contains it, or what is inside it. */
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

const reported: readonly NodeChangeProperty[] = ['pluginData', 'visible', 'characters']

/** What recipes, swaps and pinned sources depend on. Position and look don't matter to them. */
function isReported(change: NodeChange): boolean {
  if (change.type === 'CREATE') return !containers.test(change.node.type)
  if (change.type === 'DELETE') return true
  return change.properties.some((name) => reported.includes(name))
}

function isThere(node: NodeChange['node']): node is SceneNode {
  return !node.removed
}
