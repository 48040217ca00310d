import { useState } from 'preact/hooks'
import { useAppState } from '../../../state/app-state.ts'
import {
  guideHint,
  noZoneText,
  zoneLabels,
  zonesHiddenText,
  zonesShownText,
} from './safe-zones-text.ts'
import common from '../../../components/widgets/common.module.css'
import { ReasonButton } from '../../../components/widgets/reason-button.tsx'
import { type Guides, guidesToHide, guidesToShow, ruleNames } from './safe-zone-guides.ts'
import layout from '../../../components/widgets/layout.module.css'
import css from '../recipe-panel.module.css'
import type { VariantInfo } from '../../../../contract/model/variant.ts'

interface Props {
  readonly variants: readonly VariantInfo[]
  readonly onSay: (text: string) => void
  /** Safe zones were drawn or removed. */
  readonly onDrawn: () => void
}

/** Safe zones over the selected variants, or over all of the page. */
export function RecipeZones({ variants, onSay, onDrawn }: Props) {
  const { plugin, feedback } = useAppState()
  const rules = ruleNames(variants)
  const [rule, setRule] = useState<string | null>(null)
  const wanted = guidesToShow(variants, rule)
  const isShown = wanted.length > 0 && wanted.every(({ node }) => hasGuide(variants, node))
  const why = wanted.length === 0 ? noZoneText(variants) : null

  async function draw(guides: Guides): Promise<number> {
    if (guides.length === 0) return 0
    const { missing } = await plugin.call('drawGuides', { guides })
    onDrawn()
    return guides.length - missing.length
  }

  /** Every variant of the current page, in two calls however many there are. */
  async function all(): Promise<readonly VariantInfo[]> {
    const { nodes } = await plugin.call('findVariants', { source: null })
    return (await plugin.call('readRecipes', { nodes })).variants
  }

  async function show(of: readonly VariantInfo[], by: string | null): Promise<string> {
    const guides = guidesToShow(of, by)
    return zonesShownText(await draw(guides), of.length - guides.length)
  }

  async function hide(of: readonly VariantInfo[]): Promise<string> {
    return zonesHiddenText(await draw(guidesToHide(of)))
  }

  function doing(act: () => Promise<string>) {
    return () => {
      act().then(onSay, (error: unknown) => {
        console.warn('The safe zones were not drawn.', error)
        feedback.report('guides')
      })
    }
  }

  return (
    <div class={css.zones} role="group" aria-label={zoneLabels.title}>
      <div class={`${layout.between} ${layout.gap8}`}>
        <span class={common.label} aria-hidden="true">
          {zoneLabels.title}
        </span>
        {rules.length > 1 && (
          <label>
            <span class={common.visuallyHidden}>{zoneLabels.rule}</span>
            <select
              class={common.select}
              onChange={(event) => {
                const chosen = event.currentTarget.value
                setRule(chosen)
                // The shown zones follow the rule that was chosen last.
                if (isShown) doing(() => show(variants, chosen))()
              }}
            >
              {rules.map((name) => (
                <option key={name} value={name} selected={name === (rule ?? rules[0])}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div class={`${layout.wrap} ${css.actions}`}>
        <ReasonButton
          isPlain
          label={isShown ? zoneLabels.hide : zoneLabels.show}
          why={why}
          title={guideHint}
          describedBy={why === null ? undefined : 'recipe-no-zone'}
          act={doing(() => (isShown ? hide(variants) : show(variants, rule)))}
        />
        <ReasonButton
          isPlain
          label={zoneLabels.showAll}
          title={guideHint}
          act={doing(async () => show(await all(), rule))}
        />
        <ReasonButton
          isPlain
          label={zoneLabels.hideAll}
          act={doing(async () => hide(await all()))}
        />
      </div>
      {why !== null && (
        <p id="recipe-no-zone" class={common.hint}>
          {why}
        </p>
      )}
    </div>
  )
}

function hasGuide(variants: readonly VariantInfo[], node: VariantInfo['node']): boolean {
  return variants.some((variant) => variant.node === node && variant.hasGuide)
}
