import type { KnownSwap, Side, Stranded } from '../../../plugin/protocol/swap.ts'
import * as build from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { inFigma } from './in-figma.ts'
import { onStage } from './swap-stage.ts'

const modules = ['flip', 'restore', 'keep-render', 'choose', 'known-swaps']

async function call(document: HostDocument, code: string): Promise<unknown> {
  const paths = modules.map((name) => `document/${name}`)
  const { said } = await inFigma(document, paths, `say(await plugin.${code})`)
  return said[0]
}

const list = (ids: readonly string[]) => JSON.stringify(ids)

/** What can be done with swaps, each in a run of the plugin of its own. */
export const afterwards = (document: HostDocument) => ({
  flip: (ids: readonly string[], to: Side) =>
    call(document, `flip(figma, ${list(ids)}, '${to}')`) as Promise<{ gone: string[] }>,
  restore: (ids: readonly string[]) =>
    call(document, `restore(figma, ${list(ids)})`) as Promise<{ gone: string[] }>,
  keepRender: (ids: readonly string[]) =>
    call(document, `keepRender(figma, ${list(ids)})`) as Promise<{ gone: string[] }>,
  /** The code of what is thrown, or null. */
  choose: (render: string, job: string) =>
    call(document, `choose(figma, '${render}', '${job}').then(() => null, ({ code }) => code)`),
  read: (ids: readonly string[]) =>
    call(document, `readSwaps(figma, ${list(ids)})`) as Promise<{
      swaps: KnownSwap[]
      stranded: Stranded[]
    }>,
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
