import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { JobId, NodeId } from '../../../contract/model/ids.ts'
import { priceOf } from '../../../contract/hiapi/models/prices.ts'
import type { Resolution } from '../../../contract/model/target.ts'
import type { RemakeOrder } from '../../engine/planning/order.ts'
import { isSettled } from '../../engine/jobs/job.ts'
import { useAppState } from '../../state/app-state.ts'
import { rememberPrompt } from '../../state/library-changes.ts'
import { wordsOf } from '../composer/draft-from-recipes.ts'
import { followRecipes } from './follow-recipes.ts'
import { composed, problemOf } from './new-words.ts'
import { awayAmong, type RemakeAction, remakePlan } from './remake-options.ts'
import { makingText } from './text.ts'
import { useRemake } from './use-remake.ts'
import { indexJobs, stateOf } from './variant-state.ts'

export type ShownRecipes = ReturnType<typeof useRecipes>

/**
 * The recipes of some variants, the prompt as it is being edited, and what a press would make of them.
 *
 * @param nodes the same signal at each drawing
 */
export function useRecipes(nodes: ReadonlySignal<readonly NodeId[]>) {
  const app = useAppState()
  const { engine, prices, settings, jobs, feedback, clock } = app
  const recipes = useMemo(() => followRecipes(app, nodes), [app, nodes])
  const way = useSignal<RemakeOrder['way']>('in-place')
  const said = useSignal({ of: '', text: '' })
  const { editedPrompt } = app
  const key = nodes.value.join()
  /** Null until the prompt is edited. */
  const edited = useComputed(() =>
    editedPrompt.value?.of === nodes.value.join() ? editedPrompt.value.text : null,
  )
  const lookedFor = useRef(new Set<JobId>())
  const index = useComputed(() => indexJobs(jobs.list.value))
  const only = useComputed(() => {
    const [first = null] = recipes.variants.value ?? []
    // Of several, perhaps only one can be read.
    return nodes.value.length === 1 ? first : null
  })
  const plans = useComputed(() => {
    const model = settings.model.value
    const price = (resolution: Resolution) => priceOf(model, resolution, prices.value)
    const read = recipes.variants.value
    const unread = read === null ? 0 : nodes.value.length - read.length
    const plan = (action: RemakeAction, by: RemakeOrder['way']) =>
      remakePlan(read ?? [], action, by, index.value, price, model, unread)
    return { regenerate: plan('regenerate', way.value), vary: plan('vary', 'beside') }
  })
  const making = useComputed(() => {
    const all = new Set<NodeId | null>(nodes.value)
    return jobs.list.value.filter((job) => !isSettled(job) && all.has(job.plan.anchor)).length
  })
  const words = useComputed(() => {
    const own = only.value === null ? '' : wordsOf(only.value.recipe)
    return edited.value ?? own
  })
  const problem = useComputed(() =>
    edited.value === null ? null : problemOf(edited.value, settings.model.value),
  )

  /** @param of the variants that it is about; those that were selected at the press, unless others will be */
  function say(text: string, of = key): void {
    said.value = { of, text }
    if (text !== '') feedback.announce(text)
  }

  async function newWords() {
    const variant = only.peek()
    const written = edited.peek()
    if (variant === null || written === null || written.trim() === wordsOf(variant.recipe).trim()) {
      return { words: undefined, problem: null }
    }
    const made = await composed(app, variant, written)
    if (made.problem === null) {
      app.actions.changeLibrary((latest) => rememberPrompt(latest, written, clock.now()))
    }
    return made
  }

  const orders = useRemake(plans, way, newWords, say, recipes.reread)
  const job = only.value?.recipe.job
  const variants = recipes.variants.value
  const isRecovered = jobs.isRecovered.value

  useEffect(recipes.follow, [recipes])
  // In an effect, so that of several selections in a row only the last is read.
  useEffect(recipes.reread, [recipes.written.value])
  useEffect(() => {
    // The message and the question belong to other variants. So does the edited prompt, which waits for them.
    if (said.peek().of !== key) say('')
    orders.withdraw()
  }, [key])
  useEffect(() => {
    // The ordered picture is there. A prompt that was edited since stays.
    const own = only.peek()
    if (own !== null && edited.peek()?.trim() === wordsOf(own.recipe).trim())
      editedPrompt.value = null
  }, [job])
  useEffect(() => {
    if (!isRecovered) return
    // An undo can bring back a variant of an earlier window, whose job this window does not know yet.
    const unknown = (variants ?? []).filter(
      (variant) =>
        stateOf(variant, index.peek()).name === 'waiting' &&
        index.peek().jobOf(variant.recipe.job) === undefined &&
        !lookedFor.current.has(variant.recipe.job),
    )
    if (unknown.length === 0) return
    for (const { recipe } of unknown) lookedFor.current.add(recipe.job)
    engine.recover().catch((error: unknown) => {
      console.warn('What the canvas waits for is not known.', error)
    })
  }, [variants, isRecovered])

  return {
    variants: recipes.variants,
    reread: recipes.reread,
    index,
    only,
    plans,
    way,
    orders,
    words,
    problem,
    edit: (text: string) => {
      editedPrompt.value = { of: key, text }
    },
    say,
    /** The result of a press, or what is under way. */
    note: useComputed(() => {
      const { of, text } = said.value
      return (of === nodes.value.join() && text) || makingText(making.value)
    }),
    /** The jobs whose pictures can be placed again at no cost. */
    away: useComputed(() => awayAmong(recipes.variants.value ?? [], index.value)),
  }
}
