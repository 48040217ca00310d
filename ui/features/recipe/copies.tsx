import { useEffect, useState } from 'preact/hooks'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { SmallPicture } from '../../components/pictures/thumbnail.tsx'
import chip from '../../components/widgets/chip.module.css'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import { ReasonButton } from '../../components/widgets/reason-button.tsx'
import { labels } from '../../formats/labels.ts'
import { useAppState } from '../../state/app-state.ts'
import type { KeptPictures } from '../../state/pictures.ts'
import css from './recipe-panel.module.css'
import { copyName, keptText, recipeLabels } from './text.ts'
import { copiesOf } from './variant-state.ts'

/**
 * The copies that were ordered with a variant, itself included; empty until they are read.
 *
 * @param onBack told when removed ones are back, by an undo or because they were placed again
 */
export function useCopies(
  variant: VariantInfo | null,
  onBack: (text: '') => void,
): readonly VariantInfo[] {
  const { plugin } = useAppState()
  const [found, setFound] = useState<readonly VariantInfo[]>([])
  useEffect(() => {
    if (variant === null) return undefined
    let isLeft = false
    let known = Infinity
    const { source, run } = variant.recipe
    async function read(of: VariantInfo): Promise<void> {
      try {
        const { nodes } = await plugin.call('findVariants', { source: source.id, run })
        const copies =
          nodes.length < 2
            ? []
            : copiesOf(of, (await plugin.call('readRecipes', { nodes })).variants)
        if (isLeft) return
        if (copies.length > known) onBack('')
        known = copies.length
        setFound(copies)
      } catch (error) {
        // Only logged, because the copies are merely an offer.
        console.warn('The copies of a variant were not found.', error)
      }
    }
    void read(variant)
    const stop = plugin.on('canvas', ({ added, removed }) => {
      if (added || removed) void read(variant)
    })
    return () => {
      isLeft = true
      stop()
    }
  }, [variant])
  return variant !== null && found.some(({ node }) => node === variant.node) ? found : []
}

interface Props {
  /** The one that is selected. */
  readonly node: NodeId
  /** At least two. */
  readonly copies: readonly VariantInfo[]
  readonly pictures: KeptPictures
  readonly onSay: (text: string, of: NodeId) => void
}

/** The copies of a variant, to compare; one is kept, and the others are removed in one undo step. */
export function Copies({ node, copies, pictures, onSay }: Props) {
  const { plugin, engine, actions, feedback } = useAppState()
  const [wanted, setWanted] = useState(node)
  // The picked copy may be deleted on the canvas.
  const picked = copies.some((copy) => copy.node === wanted) ? wanted : node

  async function keepOnly(): Promise<void> {
    const others = copies.map((copy) => copy.node).filter((each) => each !== picked)
    feedback.report(null)
    try {
      // Selects the kept copy first: a removed variant would take the selection along.
      const isShown = picked === node || (await plugin.call('show', { nodes: [picked] })).shown > 0
      if (!isShown) {
        feedback.report('show')
        return
      }
      const { missing, touched, locked } = await plugin.call('removeVariants', { nodes: others })
      const left = touched.length + locked.length
      onSay(keptText(others.length - missing.length - left, left), picked)
      // This window need not know the jobs of an earlier one, whose pictures can be placed again.
      engine.recover().catch(() => {
        feedback.report('recover')
      })
    } catch (error) {
      console.warn('The copies were not removed.', error)
      feedback.report('remove')
    }
  }

  return (
    <div class={`${layout.column} ${layout.gap4}`}>
      <div role="radiogroup" aria-labelledby="recipe-copies">
        <span id="recipe-copies" class={common.label}>
          {recipeLabels.copies}
        </span>
        <div class={`${layout.wrap} ${layout.gap8} ${css.copies}`}>
          {copies.map((copy, index) => (
            <label key={copy.node} class={`${chip.chip} ${css.choice}`} title={copy.name}>
              <input
                type="radio"
                name="recipe-copy"
                class={chip.control}
                aria-label={copyName(index)}
                checked={copy.node === picked}
                onChange={() => {
                  setWanted(copy.node)
                }}
              />
              <SmallPicture of={hashOf(copy)} from={pictures} class={css.picture} />
            </label>
          ))}
        </div>
      </div>
      <div class={`${layout.wrap} ${css.actions}`}>
        <ReasonButton
          isPlain
          label={labels.show}
          act={() => {
            actions.show([picked])
          }}
        />
        <ReasonButton
          isPlain
          label={recipeLabels.keepOnly}
          act={() => {
            void keepOnly()
          }}
        />
      </div>
    </div>
  )
}

export function hashOf({ recipe: { progress } }: VariantInfo) {
  return progress.state === 'done' ? progress.picture.hash : null
}
