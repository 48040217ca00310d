import type {
  PageNode,
  PluginAPI,
  SceneNode,
  SectionNode,
} from '@figma/plugin-typings/plugin-api-standalone'
import type { Errand } from '../messages.ts'
import { messageOf } from '../question.ts'

/** Plugin data on all that the probe makes: what a run that was killed has left is found by it. */
export const mark = 'probe'
const workspaceName = 'Restage probe'
/** To the right of everything else on a page. */
const gap = 500

/** Where questions are asked: a place in the document that is taken away with all that was put there. */
export interface Workspace {
  readonly figma: PluginAPI
  readonly container: PageNode | SectionNode
  /** What has happened since the script began, in order. */
  readonly events: readonly string[]
  /** Moves a new node to the workspace. */
  readonly put: <Node extends SceneNode>(node: Node) => Node
  /** Has something done at the end, whatever happens. */
  readonly atEnd: (undo: () => unknown) => void
  /** Asks the window. */
  readonly send: (errand: Errand) => Promise<unknown>
}

export interface OpenWorkspace extends Workspace {
  /** Takes everything away at once, last made first; names what stays. */
  readonly clear: () => string[]
  /** The same, whatever page somebody has gone to meanwhile: the one that is looked at can't be removed. */
  readonly close: () => Promise<string[]>
}

/** A page of its own, or where there can be no further page, a section on the current one. */
export async function openWorkspace(
  figma: PluginAPI,
  { events, send }: Pick<Workspace, 'events' | 'send'>,
): Promise<OpenWorkspace> {
  await clearLeftovers(figma)
  const undos: (() => unknown)[] = []
  const container = makeContainer(figma)
  if (container.type === 'PAGE') await container.loadAsync()
  undos.push(() => {
    removeNode(container)
  })
  const clear = () => undos.splice(0).reverse().flatMap(tried)
  return {
    figma,
    container,
    events,
    send,
    put(node) {
      undos.push(() => {
        removeNode(node)
      })
      node.setPluginData(mark, 'layer')
      container.appendChild(node)
      return node
    },
    atEnd: (undo) => undos.push(undo),
    clear,
    async close() {
      if (container.type === 'PAGE') await leave(figma, container)
      return clear()
    },
  }
}

function makeContainer(figma: PluginAPI): PageNode | SectionNode {
  const container = pageOf(figma) ?? sectionOn(figma)
  container.name = workspaceName
  container.setPluginData(mark, 'workspace')
  return container
}

function pageOf(figma: PluginAPI): PageNode | null {
  try {
    return figma.createPage()
  } catch {
    // A Starter file has three pages at most.
    return null
  }
}

function sectionOn(figma: PluginAPI): SectionNode {
  const rights = figma.currentPage.children.map(({ absoluteBoundingBox: box }) =>
    box === null ? 0 : box.x + box.width,
  )
  const section = figma.createSection()
  section.x = Math.max(0, ...rights) + gap
  return section
}

/** Of a run that could not end: its page, and what it had on the current page. */
async function clearLeftovers(figma: PluginAPI): Promise<void> {
  for (const page of figma.root.children.filter((each) => each.getPluginData(mark) !== '')) {
    await page.loadAsync()
    await leave(figma, page)
    page.remove()
  }
  const nodes = figma.currentPage.findAllWithCriteria({ pluginData: { keys: [mark] } })
  for (const node of nodes) removeNode(node)
  figma.root.setPluginData(mark, '')
}

async function leave(figma: PluginAPI, page: PageNode): Promise<void> {
  const other = figma.root.children.find(({ id }) => id !== page.id)
  if (figma.currentPage.id === page.id && other !== undefined) {
    await figma.setCurrentPageAsync(other)
  }
}

function removeNode(node: PageNode | SceneNode): void {
  if (!node.removed) node.remove()
}

function tried(act: () => unknown): string[] {
  try {
    act()
    return []
  } catch (error) {
    return [messageOf(error)]
  }
}
