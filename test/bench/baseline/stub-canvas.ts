import { dot } from './plain-bodies.ts'
import type { PluginClient } from '../../../contract/protocol/client.ts'
import { ImageHash, type NodeId, NodeId as nodeId } from '../../../contract/model/ids.ts'
import type { Pixels } from '../../../ui/services/images/image-codec.ts'
import type { ProcedureName, RequestOf } from '../../../contract/protocol/procedures.ts'

/** A plugin half that does all at once: what is measured here is the engine and its client. */
export function stubCanvas(onPlaced: (request: RequestOf<'place'>) => void): PluginClient {
  const hash = ImageHash.parse('reference')
  const size = { width: 100, height: 100 }
  const nodeOf = (job: string): NodeId => nodeId.parse(`node-${job}`)
  const answers: Partial<Record<ProcedureName, (request: never) => unknown>> = {
    capture: () => ({
      bytes: new Uint8Array(8),
      size,
      bounds: { x: 0, y: 0, ...size },
      turned: null,
    }),
    keepReference: () => ({ hash }),
    readReference: () => ({ bytes: new Uint8Array(8) }),
    reserve: ({ reservations }: RequestOf<'reserve'>) => ({
      variants: reservations.map(({ plan }) => ({ job: plan.id, nodes: [nodeOf(plan.id)] })),
    }),
    updateJob: () => ({ missing: [] }),
    failJob: () => ({ missing: [] }),
    cancelJob: () => ({ missing: [] }),
    place: (request: RequestOf<'place'>) => {
      onPlaced(request)
      return { picture: { width: 1, height: 1 }, missing: [], moved: [] }
    },
  }
  return {
    call: (name, request) => Promise.resolve(answers[name]?.(request as never) as never),
    on: () => () => {},
  }
}

export const stubPixels: Pixels = {
  decode: () =>
    Promise.resolve({
      width: 1,
      height: 1,
      isTransparent: () => true,
      encode: () => Promise.resolve(new Uint8Array(8)),
      webp: () => Promise.resolve(null),
      transformed: () => Promise.resolve(new Uint8Array(8)),
      raster: () => new Uint8ClampedArray(4),
      close() {},
    }),
  dataUri: () => Promise.resolve(dot),
}
