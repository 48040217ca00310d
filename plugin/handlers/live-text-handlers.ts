import type { Handlers } from '../../contract/protocol/server.ts'

export function liveTextHandlers(): Pick<Handlers, 'readLaidTexts' | 'refreshText' | 'drawScrims'> {
  return {
    readLaidTexts: () => Promise.resolve({ variants: [] }),
    refreshText: ({ nodes }) => Promise.resolve({ missing: nodes, changed: 0, kept: [] }),
    drawScrims: ({ scrims }) => Promise.resolve({ missing: scrims.map(({ node }) => node) }),
  }
}
