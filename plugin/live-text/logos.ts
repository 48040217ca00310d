import type { Layer } from '../canvas/layer.ts'

const pattern = /logo|wordmark|brand|lockup/i

/** The largest share of its source that a logo takes. */
export const largestLogo = 0.06

/**
 * Returns a function that recognises logos by their name, or by that of their main component. The components
 * are looked up here, because Figma loads them one by one.
 *
 * @param most instances to look up; only their own name decides about others
 */
export async function findLogos(
  source: Layer,
  most: number,
): Promise<(node: SceneNode) => boolean> {
  const area = largestLogo * source.width * source.height
  const instances: InstanceNode[] = []
  const collect = (nodes: readonly SceneNode[]) => {
    for (const node of nodes) {
      if (!node.visible || instances.length >= most) continue
      if (node.type === 'INSTANCE' && node.width * node.height <= area) instances.push(node)
      else if ('children' in node) collect(node.children)
    }
  }
  if ('children' in source) collect(source.children)
  const found = await Promise.all(
    instances.map(async (node) => ((await isOfLogo(node)) ? node.id : null)),
  )
  const logos = new Set(found)
  return (node) => logos.has(node.id) || (pattern.test(node.name) && !isSentence(node))
}

/** Figma names a text by its words: “Build your brand” is a headline. “Logo” is a name by hand. */
function isSentence(node: SceneNode): boolean {
  if (!('characters' in node)) return false
  return /\s/.test(node.name) && node.characters.replace(/\s+/g, ' ').includes(node.name)
}

async function isOfLogo(node: InstanceNode): Promise<boolean> {
  // If the component can't be loaded, the instance's own name decides.
  const main = await node.getMainComponentAsync().catch(() => null)
  const set = main?.parent?.type === 'COMPONENT_SET' ? main.parent : null
  return main !== null && pattern.test(`${main.name} ${set?.name ?? ''}`)
}
