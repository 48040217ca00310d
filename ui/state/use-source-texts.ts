import { useEffect } from 'preact/hooks'
import type { NodeId } from '../../contract/model/ids.ts'
import type { ReadTexts, SourceTexts } from './source-texts.ts'
import { useSubscription } from './use-subscription.ts'

const nothing: ReadTexts['bySource'] = new Map()

/** The texts of what is selected now, read where they are needed and not before. */
export function useSourceTexts(
  store: SourceTexts,
  selection: readonly NodeId[],
  isNeeded: boolean,
): ReadTexts {
  const read = useSubscription(
    (listener) => store.subscribe(listener),
    () => store.snapshot(),
  )
  useEffect(() => {
    if (isNeeded) store.read(selection)
  }, [store, selection, isNeeded])
  // What was read of another selection is of no account to this one.
  return read.selection === selection ? read : { selection, bySource: nothing }
}
