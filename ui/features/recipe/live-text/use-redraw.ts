import type { NodeId } from '../../../../contract/model/ids.ts'
import { useAppState } from '../../../state/app-state.ts'

/**
 * Measures how live text reads, and draws the scrims that it needs. A failure is reported.
 *
 * @param onDrawn the variants may look different now
 */
export function useRedraw(onDrawn: () => void): (nodes: readonly NodeId[]) => Promise<void> {
  const { textChecks, feedback } = useAppState()
  return async (nodes) => {
    try {
      await textChecks.redraw(nodes)
    } catch (error) {
      console.warn('The contrast of live text was not measured.', error)
      feedback.report('contrast')
    }
    onDrawn()
  }
}
