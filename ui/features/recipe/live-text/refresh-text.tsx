import type { NodeId } from '../../../../contract/model/ids.ts'
import type { VariantInfo } from '../../../../contract/model/variant.ts'
import { ReasonButton } from '../../../components/widgets/reason-button.tsx'
import { useAppState } from '../../../state/app-state.ts'
import { hasLiveText } from '../../../state/text-checks.ts'
import { sourcesMissingText } from '../text.ts'
import { refreshedText, refreshHint, refreshLabel } from './text.ts'

interface Props {
  readonly variants: readonly VariantInfo[]
  readonly onSay: (text: string) => void
  /** The text, or the scrim behind it, has changed. */
  readonly onChanged: () => void
}

/** Copies changes of the sources' text into variants; shown only if one of them has live text. */
export function RefreshText({ variants, onSay, onChanged }: Props) {
  const { plugin, feedback, textChecks } = useAppState()
  const live = variants.filter(hasLiveText)
  if (live.length === 0) return null

  async function refresh(): Promise<void> {
    feedback.report(null)
    // Ids start again in each file: in this one, those of a missing source can be of any layers.
    const nodes = live.filter(({ missing }) => !missing.source).map(({ node }) => node)
    try {
      const refreshed = await plugin.call('refreshText', { nodes })
      onSay(refreshedText(refreshed))
      if (refreshed.changed > 0) await redraw(nodes)
    } catch (error) {
      console.warn('The text was not refreshed.', error)
      feedback.report('refresh')
    }
  }

  async function redraw(nodes: readonly NodeId[]): Promise<void> {
    try {
      await textChecks.redraw(nodes)
    } catch (error) {
      console.warn('The contrast of live text was not measured.', error)
      feedback.report('contrast')
    }
    onChanged()
  }

  return (
    <ReasonButton
      isPlain
      label={refreshLabel}
      title={refreshHint}
      why={live.every(({ missing }) => missing.source) ? sourcesMissingText : null}
      act={() => {
        void refresh()
      }}
    />
  )
}
