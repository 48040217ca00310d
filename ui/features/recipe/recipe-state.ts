import { useEffect, useRef, useState } from 'preact/hooks'
import type { PluginClient } from '../../../contract/protocol/client.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { ownReplacement } from './variant-state.ts'

interface Read {
  /** What was asked for. */
  readonly key: string
  readonly variants: readonly VariantInfo[]
}

export interface Recipes {
  /** Null while they are being read for the first time. */
  readonly variants: readonly VariantInfo[] | null
  /** Reads them again: something may have changed. */
  readonly reread: () => void
}

/**
 * The recipes of the selected variants, in one call however many they are. One at a time: what changes
 * in the meantime is read by one more.
 *
 * @param history changes when what is written on them may have
 */
export function useRecipes(
  caller: PluginClient,
  nodes: readonly NodeId[],
  history: string,
  onProblem: () => void,
): Recipes {
  const [read, setRead] = useState<Read>({ key: '', variants: [] })
  const wanted = useRef(nodes)
  const state = useRef<'idle' | 'reading' | 'outdated' | 'left'>('idle')
  const isLacking = useRef(false)
  isLacking.current = read.variants.some(({ missing }) => missing.source)
  const key = nodes.join()
  wanted.current = nodes

  function reread(): void {
    if (state.current === 'idle') void ask()
    else if (state.current === 'reading') state.current = 'outdated'
  }

  async function ask(): Promise<void> {
    const asked = [...wanted.current]
    state.current = 'reading'
    try {
      const variants =
        asked.length === 0 ? [] : (await caller.call('readRecipes', { nodes: asked })).variants
      if (!isLeft()) setRead({ key: asked.join(), variants: variants.map(ownReplacement) })
    } catch (error) {
      console.warn('The recipes could not be read.', error)
      if (!isLeft()) {
        setRead({ key: asked.join(), variants: [] })
        onProblem()
      }
    }
    if (isLeft()) return
    const isOutdated = isBehind()
    state.current = 'idle'
    if (isOutdated) void ask()
  }

  // By functions: the compiler would hold on to what the state was before the wait.
  const isLeft = () => state.current === 'left'
  const isBehind = () => state.current === 'outdated'

  useEffect(reread, [key, history])
  useEffect(() => {
    const leave = caller.on('canvas', ({ nodes: changed, added, removed }) => {
      // What is added can be what a recipe lacked.
      const isNews = removed || (added && isLacking.current)
      if (isNews || changed.some((node) => wanted.current.includes(node))) reread()
    })
    // Figma may leave something untold: whoever comes back to the window sees what is there now.
    addEventListener('focus', reread)
    return () => {
      leave()
      removeEventListener('focus', reread)
      state.current = 'left'
    }
  }, [])

  return { variants: read.key === key ? read.variants : null, reread }
}
