import { expect } from 'vitest'
import type { HostDocument } from '../../../host/document/document.ts'
import { treeWithout } from '../swap-stage.ts'

/** The name and the place of a layer that is to be swapped. */
export const box = { name: 'Mockup', x: 40, y: 30, width: 120, height: 80 }

/** The layers as they are, but one is hidden, with data and buttons of ours: all that may be changed of it. */
export const hidden = (document: HostDocument, layer: string) =>
  treeWithout(document).map((node) =>
    node.id === layer
      ? {
          ...node,
          props: { ...node.props, visible: false },
          pluginData: expect.anything() as unknown,
          relaunch: { flip: '', compare: '', 'restore-original': '' },
        }
      : node,
  )
