import type { Question } from '../../question.ts'
import type { Workspace } from '../workspace.ts'
import { clientStorageOrder } from './kept/client-storage-order.ts'
import { clientStorageQuota } from './kept/client-storage-quota.ts'
import { duplicateData } from './kept/duplicate-data.ts'
import { findByData } from './kept/find-by-data.ts'
import { instanceData } from './kept/instance-data.ts'
import { removedNode } from './kept/removed-node.ts'
import { cloneModes } from './layers/clone-modes.ts'
import { fillClone } from './layers/fill-clone.ts'
import { gridFlow } from './layers/grid-flow.ts'
import { gridHidden } from './layers/grid-hidden.ts'
import { insertIndex } from './layers/insert-index.ts'
import { instanceOpacity } from './layers/instance-opacity.ts'
import { nestedOpacity } from './layers/nested-opacity.ts'
import { nodeChanges } from './layers/node-changes.ts'
import { reactions } from './layers/reactions.ts'
import { selectionEvents } from './layers/selection-events.ts'
import { exportEmpty } from './pictures/export-empty.ts'
import { exportSize } from './pictures/export-size.ts'
import { imageBytes } from './pictures/image-bytes.ts'
import { imageLimit } from './pictures/image-limit.ts'
import { patternFills } from './pictures/pattern-fills.ts'
import { builtIns } from './start/built-ins.ts'
import { codeFromStrings } from './start/code-from-strings.ts'
import { furtherBuiltIns } from './start/further-built-ins.ts'
import { startOrder } from './start/start-order.ts'
import { fonts } from './text/fonts.ts'
import { textShadow } from './text/text-shadow.ts'
import { textStyle } from './text/text-style.ts'
import { undoCommitted } from './undo/undo-committed.ts'
import { undoCopy } from './undo/undo-copy.ts'
import { undoData } from './undo/undo-data.ts'
import { undoOpen } from './undo/undo-open.ts'
import { largeMessage } from './window/large-message.ts'
import { windowSize } from './window/window-size.ts'

/** In the order in which they are asked. What is undone may take more with it, so that comes last. */
export const questions: readonly Question<Workspace>[] = [
  startOrder,
  builtIns,
  furtherBuiltIns,
  codeFromStrings,
  imageBytes,
  imageLimit,
  exportSize,
  exportEmpty,
  patternFills,
  duplicateData,
  instanceData,
  findByData,
  removedNode,
  clientStorageOrder,
  clientStorageQuota,
  gridHidden,
  gridFlow,
  insertIndex,
  instanceOpacity,
  nestedOpacity,
  fillClone,
  cloneModes,
  reactions,
  selectionEvents,
  nodeChanges,
  fonts,
  textStyle,
  textShadow,
  largeMessage,
  windowSize,
  undoOpen,
  undoCommitted,
  undoCopy,
  undoData,
]
