/* eslint-disable @typescript-eslint/no-unused-vars */
import { PluginError } from '../protocol/errors.ts'
import type { JobId, NodeId } from '../protocol/ids.ts'
import type { Finder } from './nodes.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo' | 'createRectangle'>

/** Shows another of a render's pictures, as one undo step. @throws {PluginError} `swap-gone` */
export function choose(_figma: Editor, _render: NodeId, _job: JobId): Promise<void> {
  return Promise.reject(new PluginError('swap-gone'))
}
