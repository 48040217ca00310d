import * as z from 'zod/mini'

const Output = z.object({ url: z.string(), type: z.optional(z.unknown()) })

/** The types of other outputs (https://docs.hiapi.ai/async-api/detail/): none of them is the picture. */
const otherTypes: readonly string[] = ['video', 'audio', 'first_frame', 'last_frame', 'thumbnail']

/**
 * The address of the picture among a task's outputs: the first that says that it is an image, else the first
 * that can be one. An output may be an object or a plain address, and a single one may come without a list.
 *
 * @returns an https address, an http one of this computer, or a data URI; null if there is none
 */
export function pictureAddress(output: unknown): string | null {
  const all: readonly unknown[] = Array.isArray(output) ? output : [output]
  let perhaps: string | null = null
  for (const candidate of all) {
    const found = typeof candidate === 'string' ? { url: candidate } : candidate
    const decoded = Output.safeParse(found)
    if (!decoded.success) continue
    const { url, type } = decoded.data
    const [kind = ''] = typeof type === 'string' ? type.toLowerCase().split('/') : []
    const address = otherTypes.includes(kind) ? null : fetchable(url.trim())
    if (address !== null && kind === 'image') return address
    // An unknown type may be a picture's: its bytes decide.
    perhaps ??= address
  }
  return perhaps
}

/** The window fetches over https only, except from this computer. */
function fetchable(text: string): string | null {
  const whole = text.startsWith('//') ? `https:${text}` : text
  if (!URL.canParse(whole)) return null
  const url = new URL(whole)
  if (url.protocol === 'data:') return whole
  if (url.protocol === 'http:' && !isLocal(url.hostname)) url.protocol = 'https:'
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
}

function isLocal(host: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(host)
}
