import { NodeId, PageId, RunId } from '../../../contract/model/ids.ts'
import type { Reference } from '../../../contract/model/reference.ts'
import { addRectangle, solid } from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import type { PluginClient } from '../../../contract/protocol/client.ts'
import { created, type Half, jobOf, keepReference, partOf, placed, reserved } from './half.ts'
import type { ResponseOf } from '../../../contract/protocol/procedures.ts'

/** What the pictures of a swap look like, in the order of its copies. */
export const colours = ['#dd2222', '#22aa44', '#8833cc'] as const

/** A layer to be swapped, in anything. */
export function addMockup(document: HostDocument, parent: string, name: string, x = 0): string {
  const box = { name, x, y: 20, width: 120, height: 80 }
  return addRectangle(document, parent, { ...box, fills: [solid('#2f6fde')] })
}

/**
 * Swaps layers as the window does, each by so many jobs of one run: their pictures are of different
 * colours, and the first is shown.
 *
 * @param run another run than that of all jobs, with jobs of its own
 * @returns the renders, one for each layer
 */
export async function swapped(
  half: Half,
  layers: readonly string[],
  copies = 1,
  run = '',
): Promise<NodeId[]> {
  const reference = await keepReference(half, '#224488')
  const renders: NodeId[] = []
  for (const layer of layers) renders.push(...(await swapOne(half, layer, copies, reference, run)))
  return renders
}

async function swapOne(
  half: Half,
  layer: string,
  copies: number,
  reference: Reference,
  run: string,
): Promise<NodeId[]> {
  const { document } = half
  const [width, height] = [document.prop(layer, 'width'), document.prop(layer, 'height')]
  const name = document.prop(layer, 'name')
  const part = partOf(name, width, height, {
    target: { kind: 'swap' },
    swaps: NodeId.parse(layer),
  })
  const jobs = colours.slice(0, copies).map((_, copy) => {
    const job = jobOf(`${jobOfCopy(layer, copy)}${run}`, [part])
    return run === '' ? job : { ...job, run: RunId.parse(run) }
  })
  const source = {
    id: NodeId.parse(layer),
    page: PageId.parse(document.currentPage),
    name,
    bounds: { x: document.prop(layer, 'x'), y: document.prop(layer, 'y'), width, height },
  }
  const variants = await reserved(half, jobs, { source, reference })
  const renders: NodeId[] = []
  for (const [copy, job] of jobs.entries()) {
    const nodes = variants[copy]?.nodes ?? []
    await created(half, job, nodes)
    const { moved } = await placed(half, job, nodes, colours[copy] ?? '')
    if (copy === 0) renders.push(...moved.map(({ render }) => render))
  }
  return renders
}

/** The job that made one of the pictures of a layer. */
export const jobOfCopy = (layer: string, copy: number): string =>
  `${layer.replace(':', '-')}-${String(copy)}`

/** Ends swaps as the window does: the designer agrees to lose what has been read of them just now. */
export async function end(
  caller: PluginClient,
  way: 'restore' | 'keepRender',
  nodes: readonly string[],
): Promise<ResponseOf<'restore'>> {
  return caller.call(way, { swaps: await agreedTo(caller, way, nodes) })
}

/** What the window would hand over, had the designer agreed to it now. */
export async function agreedTo(
  caller: PluginClient,
  way: 'restore' | 'keepRender',
  nodes: readonly string[],
): Promise<{ node: NodeId; agreed: string }[]> {
  const ids = nodes.map((id) => NodeId.parse(id))
  const { swaps } = await caller.call('readSwaps', { nodes: ids })
  return ids.map((node) => {
    const swap = swaps.find(({ render, original }) => render === node || original === node)
    return { node, agreed: swap?.goes[way === 'restore' ? 'restore' : 'keep'] ?? '' }
  })
}
