import * as build from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { inFigma } from './in-figma.ts'
import { onStage } from './swap-stage.ts'
import type { SwapInfo, OrphanedOriginal, Unclear } from '../../../contract/model/swap.ts'
import type { Side } from '../../../contract/model/side.ts'

const modules = ['flip', 'restore', 'keep-render', 'choose-picture', 'describe-swaps']

async function call(document: HostDocument, code: string): Promise<unknown> {
  const paths = modules.map((name) => `swaps/${name}`)
  const { said } = await inFigma(document, paths, `say(await plugin.${code})`)
  return said[0]
}

async function end(
  document: HostDocument,
  way: 'restore' | 'keep',
  ids: readonly string[],
  agreed?: string,
): Promise<Ended> {
  const { swaps } = await readSwaps(document, ids)
  const asked = ids.map((node) => {
    const swap = swaps.find(({ render, original }) => [render, original].some((id) => id === node))
    return { node, agreed: agreed ?? swap?.goes[way] ?? '' }
  })
  const name = way === 'keep' ? 'keepRender' : way
  return (await call(document, `${name}(figma, ${JSON.stringify(asked)})`)) as Ended
}

const readSwaps = (document: HostDocument, ids: readonly string[]) =>
  call(document, `readSwaps(figma, ${list(ids)})`) as Promise<{
    swaps: SwapInfo[]
    orphanedOriginals: OrphanedOriginal[]
    unclear: Unclear[]
  }>

/** What was not ended, by the reason. */
interface Ended {
  missing: string[]
  unclear: string[]
  touched: string[]
  locked: string[]
}

/** What is answered where all were ended. */
export const allEnded: Ended = { missing: [], unclear: [], touched: [], locked: [] }

const list = (ids: readonly string[]) => JSON.stringify(ids)

/** What can be done with swaps, each in a run of the plugin of its own. */
export const afterwards = (document: HostDocument) => ({
  flip: (ids: readonly string[], to: Side) =>
    call(document, `flip(figma, ${list(ids)}, '${to}')`) as Promise<{ missing: string[] }>,
  /** The designer agrees to lose what is read just before, or what is named. */
  restore: (ids: readonly string[], agreed?: string) => end(document, 'restore', ids, agreed),
  keepRender: (ids: readonly string[], agreed?: string) => end(document, 'keep', ids, agreed),
  /** The code of what is thrown, or null. */
  choose: (render: string, job: string) =>
    call(
      document,
      `choosePicture(figma, '${render}', '${job}').then(() => null, ({ code }) => code)`,
    ),
  read: (ids: readonly string[]) => readSwaps(document, ids),
  find: () => call(document, `findSwaps(figma)`),
})

/** A layer, and its render with the pictures of so many jobs of one run: the first is shown. */
export async function addSwap(
  document: HostDocument,
  {
    parent = document.currentPage,
    jobs = ['a'],
    ...props
  }: { parent?: string; jobs?: readonly string[]; name?: string; x?: number; y?: number } = {},
): Promise<{ layer: string; render: string }> {
  const box = { name: 'Mockup', x: 40, y: 30, width: 120, height: 80, ...props }
  const layer = build.addRectangle(document, parent, box)
  return { layer, render: await swapLayer(document, layer, jobs) }
}

/** Swaps a layer by the jobs of one run; gives back its render. */
export async function swapLayer(
  document: HostDocument,
  layer: string,
  jobs: readonly string[] = ['a'],
): Promise<string> {
  const code = `
    const jobs = ${list(jobs)}
    const nodes = await reserve('${layer}', jobs)
    for (const [index, job] of jobs.entries()) {
      await created(job, [nodes[index]])
      const { moved } = await place(job, nodes[index])
      say(moved[0].render)
    }`
  const [render] = await onStage(document, code)
  if (typeof render !== 'string') throw new Error('it was not swapped')
  return render
}

/** Which of two layers are seen. */
export const seen = (document: HostDocument, ...ids: readonly string[]): boolean[] =>
  ids.map((id) => document.prop(id, 'visible'))
