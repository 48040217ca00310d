import type { Candidate } from '../../ui/catalog/text-layout/solve-layouts.ts'
import { solveLayouts } from '../../ui/catalog/text-layout/solve-layouts.ts'
import type { LiveText } from '../../contract/model/canvas-text.ts'
import { NodeId } from '../../contract/model/ids.ts'
import type { HostDocument } from '../host/document/document.ts'
import { createHalf, jobOf, partOf, reserved } from '../sandbox/support/half.ts'
import { judge, type Pair } from './judge.ts'
import type { Layout } from './layouts.ts'
import type { Place } from './places.ts'
import type { View } from './sheet.ts'

/** What became of a layout in a place. */
export interface Cell {
  readonly place: string
  readonly kind: Candidate['kind']
  /** Names of what the solver left out. */
  readonly leftOut: readonly string[]
  /** The rules that the laid layers break. */
  readonly broken: readonly string[]
  /** The rules that the solver said it can't keep, and those that the variant says it does not keep. */
  readonly said: readonly string[]
  /** How long the solver took, in milliseconds. */
  readonly time: number
}

export interface Outcome {
  readonly name: string
  readonly document: HostDocument
  readonly live: LiveText
  readonly cells: readonly Cell[]
  readonly views: readonly View[]
}

/** Has a layout read, solved and laid by the built plugin for each place, and measures what it laid. */
export async function layOut(layout: Layout, places: readonly Place[]): Promise<Outcome> {
  const { document } = layout.draw()
  const half = await createHalf(document)
  const source = NodeId.parse(half.source)
  const live = await half.caller.call('readLiveText', { source, purpose: 'variants' })
  const solved = places.map((place) => {
    const start = performance.now()
    const [best] = solveLayouts(live, place.layout)
    if (best === undefined) throw new Error('There is always a candidate.')
    return { place, best, time: performance.now() - start }
  })
  const parts = solved.map(({ place: { name, layout }, best }) =>
    partOf(name, layout.frame.width, layout.frame.height, {
      live: { from: 'source', blocks: [...best.blocks] },
    }),
  )
  const job = jobOf('layout', parts)
  const blocks = live.blocks.map(({ id }) => id)
  const details = { ...job.details, live: { blocks, clause: 'Keep it plain.' } }
  const [made] = await reserved(half, [{ ...job, details }])
  const frames: readonly string[] = made?.nodes ?? []
  const { variants } = await half.caller.call('readLaidTexts', { nodes: made?.nodes ?? [] })
  const smallerIn = frames.map(
    (frame) => variants.find(({ node }) => node === frame)?.smaller.length ?? 0,
  )
  half.close()
  return {
    name: layout.name,
    document,
    live,
    cells: solved.map(({ place, best, time }, at) => {
      const { kind, leftOut, problems } = best
      const shown = live.blocks.filter(({ id }) => !leftOut.includes(id))
      const frame = frames[at] ?? ''
      const pairs = shown.map((block) => pairOf(document, frame, block))
      return {
        place: place.name,
        kind,
        leftOut: live.blocks.filter(({ id }) => leftOut.includes(id)).map(({ name }) => name),
        broken: pairs.includes(null)
          ? ['missing']
          : judge(
              document,
              half.source,
              frame,
              pairs.flatMap((pair) => pair ?? []),
              place.layout,
            ),
        said: [...problems, ...(smallerIn[at] === 0 ? [] : smaller)],
        time,
      }
    }),
    views: [
      { frame: half.source },
      ...places.flatMap(({ layout: target }, at) => {
        const frame = frames[at]
        return frame === undefined ? [] : [{ frame, target }]
      }),
    ],
  }
}

/** What may come of it where a text is smaller than planned, which its variant says. */
const smaller = ['too-small', 'order-of-sizes']

/** The layer that was laid for a block, told by its mark; null where there is none. */
function pairOf(
  document: HostDocument,
  frame: string,
  { id, isLogo }: LiveText['blocks'][number],
): Pair | null {
  const laid = document.descendants(frame).find((node) => {
    const marks = Object.entries(document.node(node).pluginData)
    return marks.some(([key, mark]) => key.endsWith('/live') && mark.includes(`"from":"${id}"`))
  })
  return laid === undefined ? null : { source: id, laid, isLogo }
}
