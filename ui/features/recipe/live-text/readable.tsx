import { useEffect, useState } from 'preact/hooks'
import type { VariantInfo } from '../../../../contract/model/variant.ts'
import common from '../../../components/widgets/common.module.css'
import { useAppState } from '../../../state/app-state.ts'
import { hasLiveText } from '../../../state/text-checks.ts'
import { readableText } from './text.ts'

/** How legible the live text of a variant is over its picture; nothing if all is well. */
export function Readable({ variant }: { readonly variant: VariantInfo }) {
  const { textChecks } = useAppState()
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    let isLeft = false
    setSaid(null)
    if (hasLiveText(variant)) {
      textChecks.check([variant]).then(
        ([checked]) => {
          if (!isLeft && checked !== undefined) setSaid(readableText(checked))
        },
        (error: unknown) => {
          // Only logged, because this is a remark: what is drawn stays as it is.
          console.warn('The contrast of live text was not measured.', error)
        },
      )
    }
    return () => {
      isLeft = true
    }
  }, [variant])
  return said === null ? null : <p class={common.note}>{said}</p>
}
