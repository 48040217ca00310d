import { openStage, tick } from '../browser/support/stage.ts'
import { selectPhoto } from '../browser/support/photo.ts'
import { webpIn } from '../../ui/services/images/carried-webp.ts'
import { apiRequests } from './meter/api-requests.ts'

const ratios = [
  ...['1:1', '3:2', '2:3', '4:3', '3:4', '5:4'],
  ...['4:5', '16:9', '9:16', '2:1', '1:2', '21:9'],
]

export interface PhotoBodies {
  readonly targets: number
  /** Bytes of all POSTs. */
  readonly sent: number
  /** What they would weigh with the picture as Figma exports it. */
  readonly asPng: number
  /** From the press of Generate to the first POST, in milliseconds. */
  readonly untilSent: number
}

/** One photograph with round corners in twelve ratios: the whole plugin in Chromium. */
export async function measurePhotoBodies(): Promise<PhotoBodies> {
  const stage = await openStage({ engine: 'quickjs' })
  try {
    const { window, page, playground } = stage
    await selectPhoto(stage)
    await window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
    await tick(stage, ratios)
    const start = Date.now()
    await window.getByRole('button', { name: `Generate ${String(ratios.length)} pictures` }).click()
    const said = `${String(ratios.length)} of ${String(ratios.length)}`
    const all = window.getByRole('status').filter({ hasText: said })
    await all.waitFor({ state: 'attached', timeout: 180_000 })
    const hiapi = playground.hiapi?.hiapi
    if (hiapi === undefined) throw new Error('The stage has no API')
    const posts = apiRequests(hiapi).filter(({ op }) => op === 'create')
    const kept = Buffer.from(await page.evaluate(keptPicture), 'latin1')
    // All but the WebP that travels in it.
    const exported = kept.byteLength - (webpIn(kept)?.byteLength ?? 0)
    return {
      targets: ratios.length,
      sent: posts.reduce((sum, { body }) => sum + body.byteLength, 0),
      asPng: posts.length * Math.ceil(exported / 3) * 4,
      untilSent: Math.min(...posts.map(({ at }) => at)) - start,
    }
  } finally {
    await stage.close()
  }
}

/** Runs in the playground's page: the reference as the file keeps it, a character for each byte. */
function keptPicture(): string {
  const { document } = (globalThis as unknown as Window).playground ?? {}
  for (const id of document?.node(document.currentPage).children ?? []) {
    const [text] = Object.values(document?.node(id).pluginData ?? {})
    const { reference } = JSON.parse(text ?? '{}') as { reference?: { hash: string } }
    const bytes = reference && document?.images.bytes(reference.hash)
    if (bytes) return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  }
  throw new Error('The file keeps no reference')
}
