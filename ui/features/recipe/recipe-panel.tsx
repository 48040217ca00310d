import { useComputed } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import button from '../../components/widgets/button.module.css'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import panel from '../../components/widgets/panel.module.css'
import { ReasonButton } from '../../components/widgets/reason-button.tsx'
import { Segments } from '../../components/widgets/segmented-control.tsx'
import type { RemakeOrder } from '../../engine/planning/order.ts'
import { labels } from '../../formats/labels.ts'
import { useAppState } from '../../state/app-state.ts'
import { isOrder } from '../../state/launch-command.ts'
import { createKeptPictures } from '../../state/pictures.ts'
import { priceText } from '../../formats/money.ts'
import { Copies, hashOf, useCopies } from './copies.tsx'
import { RecipeActions } from './recipe-actions.tsx'
import { RecipeDetails } from './recipe-details.tsx'
import css from './recipe-panel.module.css'
import { EditedPrompt } from './edited-prompt.tsx'
import { RefreshText } from './live-text/refresh-text.tsx'
import { RemakeFoot } from './remake-foot.tsx'
import { RecipeZones } from './safe-zones/safe-zones.tsx'
import { RecipeOne, RecipeSeveral } from './recipe-summary.tsx'
import { leftOutText, mixedWordsText, recipeLabels, remakeBlockText, wayLabels } from './text.ts'
import { useRecipeDraft } from './use-recipe-draft.ts'
import { useRecipes } from './use-recipes.ts'
import { sharedWords } from './variant-state.ts'

const ways = ['in-place', 'beside'] as const satisfies readonly RemakeOrder['way'][]

interface Props {
  /** Uses the selected variants as sources, like other frames. */
  readonly onUseAsSource: () => void
  /** Shown if the recipes can't be read. */
  readonly children: ComponentChildren
}

/** How the selected variants were made, and what can be made from that. */
export function RecipePanel({ onUseAsSource, children }: Props) {
  const app = useAppState()
  const { plugin, selection, jobs, navigation, feedback } = app
  const region = useRef<HTMLDivElement>(null)
  // At first too: whoever saves the settings presses a button that is gone by now.
  const hadFocus = useRef(true)
  const [pictures] = useState(() => createKeptPictures(plugin))
  const [isOpen, setIsOpen] = useState(false)
  const recipes = useRecipes(useComputed(() => selection.value.variants))
  const { orders, say, way } = recipes
  const draft = useRecipeDraft(say)
  const variants = recipes.variants.value
  const only = recipes.only.value
  const copies = useCopies(only, say)
  const command = navigation.command.value
  const isRecovered = jobs.isRecovered.value

  useEffect(() => {
    const shown = only === null ? [] : hashesOf(only)
    pictures.keep([...shown, ...copies.flatMap((copy) => hashOf(copy) ?? [])])
  }, [only, copies, pictures])

  useEffect(() => {
    // The pressed button has disappeared with its recipe.
    const isLost = document.activeElement === document.body
    // If the canvas has the focus, it stays there.
    if (hadFocus.current && isLost && document.hasFocus()) region.current?.focus()
    hadFocus.current = region.current?.parentElement?.contains(document.activeElement) === true
  })

  useEffect(() => {
    if (command === null || variants === null) return
    if (variants.length === 0) {
      navigation.finishCommand()
      return
    }
    // Waits for the jobs of earlier windows, so that none is ordered again.
    if (isOrder(command) && !isRecovered) return
    navigation.finishCommand()
    if (isOrder(command) || command === 'show-recipe') region.current?.focus()
    if (isOrder(command)) orders.press(command)
    if (command === 'use-recipe') use()
  }, [command, variants, isRecovered])

  function use(): void {
    draft.use(variants ?? [], recipes.words.peek())
  }

  async function selectAll(sources: readonly NodeId[]): Promise<void> {
    try {
      const found: NodeId[] = []
      for (const source of sources) {
        found.push(...(await plugin.call('findVariants', { source })).nodes)
      }
      app.actions.show(found)
    } catch (error) {
      console.warn('The variants could not be found.', error)
      feedback.report('variants')
    }
  }

  if (variants?.length === 0) return <>{children}</>
  const { vary } = recipes.plans.value
  const whyNotVary = remakeBlockText(vary) ?? recipes.problem.value
  return (
    <div id="panel-variants" class={panel.panel} role="tabpanel" aria-labelledby="tab-variants">
      <section
        class={panel.panel}
        aria-label={recipeLabels.recipe}
        aria-busy={variants === null}
        onFocusIn={() => {
          hadFocus.current = true
        }}
      >
        {/* It takes the focus for the region, which has no box of its own. */}
        <div ref={region} id="recipe" class={panel.scroller} tabIndex={-1}>
          {variants === null ? (
            <p class={common.hint}>{recipeLabels.reading}</p>
          ) : (
            <>
              {only === null ? (
                <RecipeSeveral variants={variants} jobIndex={recipes.index.value} />
              ) : (
                <>
                  <RecipeOne
                    variant={only}
                    jobIndex={recipes.index.value}
                    pictures={pictures}
                    onMoved={recipes.reread}
                  />
                  <EditedPrompt recipes={recipes} />
                  {copies.length > 1 && (
                    <Copies
                      key={only.node}
                      node={only.node}
                      copies={copies}
                      pictures={pictures}
                      onSay={say}
                    />
                  )}
                </>
              )}
              <Segments
                id="recipe-way"
                label={recipeLabels.newPicture}
                values={ways.map((each) => wayLabels[each])}
                value={wayLabels[way.value]}
                onChange={(label) => {
                  way.value = ways.find((each) => wayLabels[each] === label) ?? way.value
                }}
              />
              <div class={`${layout.wrap} ${css.actions}`}>
                <button
                  type="button"
                  class={button.plain}
                  aria-expanded={isOpen}
                  onClick={() => {
                    setIsOpen(!isOpen)
                  }}
                >
                  {labels.details}
                </button>
                <ReasonButton isPlain label={recipeLabels.asSource} act={onUseAsSource} />
                <RefreshText variants={variants} onSay={say} onChanged={recipes.reread} />
                {draft.undo !== null && (
                  <ReasonButton isPlain label={recipeLabels.undo} act={draft.undo} />
                )}
              </div>
              {/* Its line is always there, so that a message moves nothing. */}
              <p class={common.said} aria-hidden="true">
                {recipes.note}
              </p>
              {isOpen && (
                <>
                  {only !== null && <RecipeDetails variant={only} pictures={pictures} />}
                  <RecipeActions
                    variants={variants}
                    onSelectAll={(sources) => {
                      void selectAll(sources)
                    }}
                    onSay={say}
                  />
                  <RecipeZones variants={variants} onSay={say} onDrawn={recipes.reread} />
                </>
              )}
            </>
          )}
        </div>
        {variants !== null && (
          <RemakeFoot recipes={recipes} label={labels.regenerate}>
            <ReasonButton
              label={recipeLabels.use}
              why={sharedWords(variants) === null ? mixedWordsText : null}
              act={use}
            />
            <ReasonButton
              label={labels.vary}
              why={whyNotVary}
              title={[priceText(vary.pictures, vary.price), leftOutText(vary)].join('\n').trim()}
              act={(event) => {
                orders.press('vary', event)
              }}
            />
          </RemakeFoot>
        )}
      </section>
    </div>
  )
}

/** Every picture that is shown of a variant. */
function hashesOf(variant: VariantInfo) {
  const { reference, details } = variant.recipe
  const further = details.references.map((each) => each.reference.hash)
  return [reference.hash, ...further, hashOf(variant) ?? []].flat()
}
