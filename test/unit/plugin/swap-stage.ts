import {
  alternativePrefix,
  pendingRenderPrefix,
  swapKey,
} from '../../../contract/model/plugin-data/swap-link.ts'
import { recipeKey } from '../../../contract/model/plugin-data/recipe.ts'
import type { HostDocument } from '../../host/document/document.ts'
import type { NodeRecord } from '../../host/document/types.ts'
import { inFigma, kept } from './in-figma.ts'
import { samplePicture } from './sample-variant.ts'

const modules = [
  'canvas/images',
  'jobs/place',
  'jobs/reserve',
  'jobs/record',
  'jobs/fail',
  'jobs/cancel',
  'variants/find-on-page',
  'jobs/find-unfinished',
  'variants/describe-variants',
]

/** What a swap is made of in the plugin half, for code that runs there. */
const kit = (pictures: readonly string[]) => `
const pictures = ${JSON.stringify(pictures)}.map((picture) => figma.base64Decode(picture))
const part = (layer, more) => ({
  target: { kind: 'swap' }, size: { width: 120, height: 80 }, name: 'Mockup · Swap', format: 'PNG',
  focalPoint: { x: 0.5, y: 0.5 }, into: null, swaps: layer, ...more,
})
const requestOf = (job) => ({
  model: 'gpt-image-2-image-to-image', prompt: 'Clay', ratio: '3:2', resolution: '1K',
  callbackUrl: '', idempotencyKey: 'restage-' + job,
})
const details = { template: '', options: { keepWording: false }, references: [], copy: 1, serves: [] }
const reference = {
  hash: plugin.keepImage(figma, pictures[0]).hash, type: 'image/png', width: 60, height: 40,
}
const sourceOf = async (layer) => {
  const node = await figma.getNodeByIdAsync(layer)
  const bounds = node?.absoluteBoundingBox ?? { x: 0, y: 0, width: 120, height: 80 }
  return { id: layer, page: figma.currentPage.id, name: node?.name ?? 'Mockup', bounds: { ...bounds } }
}
const planOf = (layer, job, source, run = 'run-1') => ({
  id: job, run, source, anchor: null, parts: [part(layer)], ratio: '3:2', resolution: '1K',
  prompt: 'Clay', details, price: 0.03,
})
/** Reserves jobs of one layer; gives back the nodes, one for each. */
const reserve = async (layer, jobs, run = 'run-1', write = async () => {}) => {
  const source = await sourceOf(layer)
  const reservations = jobs.map((job) => ({ plan: planOf(layer, job, source, run), request: requestOf(job) }))
  const request = { isFirst: false, section: null, reference, reservations }
  const known = { owner: 'me', receipts: new Map() }
  const { variants } = await plugin.reserve(figma, request, known, write)
  return variants.map(({ nodes }) => nodes[0])
}
const created = (job, nodes) => plugin.recordProgress(figma, job, nodes, {
  request: requestOf(job), submission: { state: 'created', at: 5, task: 'tk-' + job },
})
const place = (job, node, run = 'run-1') => plugin.place(figma, {
  run, job, variants: [{ node, frame: null }], task: 'tk-' + job, remark: null,
  bytes: pictures[1 + 'abc'.indexOf(job)],
})
const fail = (job, node, settled) =>
  plugin.failJob(figma, { job, nodes: [node], reason: 'No.', settled })
/** What is found when the plugin is opened again; \`entries\` are what the ledger has. */
const recover = async (entries, more = {}) => {
  const file = { id: 'file-1', name: figma.root.name }
  const runs = entries.length === 0 ? [] : [{ run: 'run-1', file, entries }]
  const known = { runs, owner: 'me', receipts: new Map(), ...more }
  const { settled, jobs, foreignVariants } = await plugin.findUnfinished(figma, known, file.id)
  return {
    settled: settled.map(({ job, task }) => ({ job, task })),
    jobs: jobs.map(({ entry, ...told }) => ({ ...told, entry })),
    foreignVariants,
  }
}
/** What the ledger has of a job whose node is known. */
const entryOf = async (layer, job, node, submission = { state: 'created', at: 5, task: 'tk-' + job }) => ({
  plan: planOf(layer, job, await sourceOf(layer)), at: 1, request: requestOf(job), reference,
  nodes: [node], submission, account: '', stopped: false,
})
/** All of it, for one job. */
const swap = async (layer, job = 'a', run = 'run-1') => {
  const [node] = await reserve(layer, [job], run)
  await created(job, [node])
  const { moved } = await place(job, node, run)
  return moved[0]?.render ?? null
}
const failed = (error) => error.code + ': ' + error.message
`

/** Runs code in the plugin half that has \`reserve\`, \`created\`, \`place\`, \`swap\` and \`failed\`. */
export async function onStage(document: HostDocument, code: string): Promise<unknown[]> {
  const pictures = [60, 61, 62, 63].map((width) =>
    Buffer.from(samplePicture(width, 40)).toString('base64'),
  )
  const { said } = await inFigma(document, modules, kit(pictures) + code)
  return said
}

/** Swaps a layer; gives back its render. */
export async function swapped(document: HostDocument, layer: string, job = 'a'): Promise<string> {
  const [render] = await onStage(document, `say(await swap('${layer}', '${job}'))`)
  if (typeof render !== 'string') throw new Error('it was not swapped')
  return render
}

/** All nodes of a document, but for a render and what is in it. */
export function treeWithout(document: HostDocument, ...left: string[]): NodeRecord[] {
  const missing = new Set(left.flatMap((id) => [id, ...document.descendants(id)]))
  return document
    .toJSON()
    .nodes.filter(({ id }) => !missing.has(id))
    .map((node) => ({ ...node, children: node.children.filter((id) => !missing.has(id)) }))
    .sort((a, b) => a.id.localeCompare(b.id))
}

/** The plugin's own data on a layer. */
export const dataOf = (document: HostDocument, id: string) => ({
  recipe: kept(document, id, recipeKey),
  swap: kept(document, id, swapKey),
  coming: (job: string) => kept(document, id, pendingRenderPrefix + job),
  choice: (job: string) => kept(document, id, alternativePrefix + job),
})
