import type { ImageHash, NodeId } from '../../contract/model/ids.ts'
import type { VariantInfo } from '../../contract/model/variant.ts'
import type { PluginClient } from '../../contract/protocol/client.ts'
import type { Pixels } from '../services/images/image-codec.ts'
import { type CheckedText, checkTexts, scaledPicture } from '../services/live-text/check-texts.ts'

export type { CheckedText }

/** How live text can be read over the pictures that are on the canvas. */
export interface TextChecks {
  /** Measures it over the variants' present pictures. Rejects where that can't be done. */
  check(variants: readonly VariantInfo[]): Promise<readonly CheckedText[]>
  /**
   * Measures it again and draws the scrims that it needs now: a picture was moved, or a text has changed.
   * Variants without live text stay as they are.
   */
  redraw(nodes: readonly NodeId[]): Promise<void>
}

export function createTextChecks(plugin: PluginClient, pixels: Pixels): TextChecks {
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
      const pictured = sharing.map(({ node, recipe: { focalPoint } }) => ({ node, focalPoint }))
      checked.push(
        ...(await checkTexts(plugin, pictured, async () => {
          const { bytes } = await plugin.call('readReference', { hash })
          if (bytes === null) throw new Error('The picture is gone from this file')
          return scaledPicture(bytes, pixels)
        })),
      )
    }
    return checked
  }

  return {
    check,
    async redraw(nodes) {
      const { variants } = await plugin.call('readRecipes', { nodes: [...nodes] })
      const scrims = (await check(variants)).map(({ node, scrim }) => ({ node, scrim }))
      if (scrims.length > 0) await plugin.call('drawScrims', { scrims })
    },
  }
}

export function hasLiveText({ recipe }: Pick<VariantInfo, 'recipe'>): boolean {
  return recipe.details.live !== undefined
}
