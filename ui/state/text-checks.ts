import type { ImageHash, NodeId } from '../../contract/model/ids.ts'
import type { Scrim } from '../../contract/model/live-text.ts'
import type { Recipe } from '../../contract/model/plugin-data/recipe.ts'
import type { VariantInfo } from '../../contract/model/variant.ts'
import type { RequestOf } from '../../contract/protocol/procedures.ts'
import type { PluginClient } from '../../contract/protocol/client.ts'
import type { Pixels } from '../services/images/image-codec.ts'
import {
  type CheckedText,
  checkTexts,
  type Scaled,
  scaledPicture,
} from '../services/live-text/check-texts.ts'
import type { Feedback } from './feedback.ts'

export type { CheckedText }

/** How legible live text is over the pictures on the canvas. */
export interface TextChecks {
  /** Measures the live text of variants over their present pictures. Rejects if that fails. */
  check(variants: readonly VariantInfo[]): Promise<readonly CheckedText[]>
  /**
   * The scrim that a variant will need with another picture or focal point. Undefined if the variant has no
   * live text, or if measuring fails; that failure is reported.
   */
  scrimBy(node: NodeId, recipe: Recipe): Promise<Scrim | null | undefined>
  /**
   * Measures text that `refreshText` has changed, and draws the scrims that it needs now, in the same undo
   * step. Variants without live text stay as they are.
   */
  redraw(nodes: readonly NodeId[]): Promise<void>
}

export function createTextChecks(
  plugin: PluginClient,
  pixels: Pixels,
  feedback: Pick<Feedback, 'report'>,
): TextChecks {
  async function scaled(hash: ImageHash): Promise<Scaled> {
    const { bytes } = await plugin.call('readReference', { hash })
    if (bytes === null) throw new Error('The picture is gone from this file')
    return scaledPicture(bytes, pixels)
  }

  async function check(variants: readonly VariantInfo[]): Promise<CheckedText[]> {
    const byPicture = new Map<ImageHash, VariantInfo[]>()
    for (const variant of variants.filter(hasLiveText)) {
      const { progress } = variant.recipe
      if (progress.state !== 'done' || variant.missing.picture) continue
      const { hash } = progress.picture
      byPicture.set(hash, [...(byPicture.get(hash) ?? []), variant])
    }
    const checked: CheckedText[] = []
    // One after the other: a decoded picture takes many times its bytes.
    for (const [hash, sharing] of byPicture) {
      const pictured = sharing.map(({ node, recipe: { focalPoint } }) => {
        return { node, focalPoint, isShown: true }
      })
      checked.push(...(await checkTexts(plugin, pictured, () => scaled(hash))))
    }
    return checked
  }

  return {
    check,
    async scrimBy(node, { details, focalPoint, progress }) {
      if (details.live === undefined || progress.state !== 'done') return undefined
      const { hash } = progress.picture
      try {
        const [found] = await checkTexts(plugin, [{ node, focalPoint }], () => scaled(hash))
        return found?.scrim
      } catch (error) {
        console.warn('The contrast of live text was not measured.', error)
        feedback.report('contrast')
        return undefined
      }
    },
    async redraw(nodes) {
      const scrims: RequestOf<'drawScrims'>['scrims'] = []
      try {
        const { variants } = await plugin.call('readRecipes', { nodes: [...nodes] })
        scrims.push(...(await check(variants)).map(({ node, scrim }) => ({ node, scrim })))
      } finally {
        // Called even if nothing could be measured, because the call ends the undo step.
        await plugin.call('drawScrims', { scrims })
      }
    },
  }
}

export function hasLiveText({ recipe }: Pick<VariantInfo, 'recipe'>): boolean {
  return recipe.details.live !== undefined
}
