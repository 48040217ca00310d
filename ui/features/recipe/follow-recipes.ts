import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import type { AppState } from '../../state/app-state.ts'
import { historyOf, ownReplacement } from './variant-state.ts'

/** The recipes of some variants. */
interface Recipes {
  /** Null while they are being read for the first time. */
  readonly variants: ReadonlySignal<readonly VariantInfo[] | null>
  /** Changes whenever the recipes may have changed: they must then be read. */
  readonly written: ReadonlySignal<string>
  /** Reads them again: something may have changed. */
  readonly reread: () => void
  /** Follows the canvas until the returned function is called. Only components that are shown call it. */
  readonly follow: () => () => void
}

interface Read {
  /** The ids that were requested. */
  readonly key: string
  readonly variants: readonly VariantInfo[]
}

/**
 * Reads the recipes of some variants, in one call however many they are. Calls never overlap: changes
 * during a call cause one more.
 */
export function followRecipes(
  { plugin, jobs, feedback }: AppState,
  nodes: ReadonlySignal<readonly NodeId[]>,
): Recipes {
  const read = signal<Read>({ key: '', variants: [] })
  const key = computed(() => nodes.value.join())
  const written = computed(() => `${key.value} ${historyOf(nodes.value, jobs.list.value)}`)
  let state: 'idle' | 'reading' | 'outdated' | 'left' = 'idle'

  function reread(): void {
    if (state === 'idle') void ask(nodes.peek())
    else if (state === 'reading') state = 'outdated'
  }

  async function ask(asked: readonly NodeId[]): Promise<void> {
    state = 'reading'
    try {
      const variants =
        asked.length === 0 ? [] : (await plugin.call('readRecipes', { nodes: [...asked] })).variants
      if (!isLeft()) read.value = { key: asked.join(), variants: variants.map(ownReplacement) }
    } catch (error) {
      console.warn('The recipes could not be read.', error)
      if (!isLeft()) {
        read.value = { key: asked.join(), variants: [] }
        feedback.report('recipe')
      }
    }
    if (isLeft()) return
    const isOutdated = isBehind()
    state = 'idle'
    if (isOutdated) void ask(nodes.peek())
  }

  // Functions, because the compiler would take the state before the wait for the present one.
  const isLeft = () => state === 'left'
  const isBehind = () => state === 'outdated'

  return {
    variants: computed(() => (read.value.key === key.value ? read.value.variants : null)),
    written,
    reread,
    follow: () => {
      state = 'idle'
      const stopListening = plugin.on('canvas', ({ nodes: changed, added, removed }) => {
        const isLacking = read.peek().variants.some(({ missing }) => missing.source)
        // An added node may be the source that a recipe lacked.
        const isNews = removed || (added && isLacking)
        if (isNews || changed.some((node) => nodes.peek().includes(node))) reread()
      })
      // Figma may not report every change: read again when the window gets the focus.
      addEventListener('focus', reread)
      return () => {
        state = 'left'
        stopListening()
        removeEventListener('focus', reread)
      }
    },
  }
}
