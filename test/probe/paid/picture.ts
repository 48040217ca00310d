import { sniff } from '../../../contract/images/image-type.ts'
import type { ProbeParts } from '../parts.ts'
import { type Answer, request, type Unanswered } from '../request.ts'

/** A fresh picture may not be everywhere at once: HiAPI's skill waits 2 s. Milliseconds. */
const waits = [0, 2_000, 4_000]

/** Fetches a picture, as the plugin does: without the key. */
export async function fetchPicture(parts: ProbeParts, url: string): Promise<Answer | Unanswered> {
  let last: Answer | Unanswered = { answered: false, why: 'not asked for' }
  for (const wait of waits) {
    await parts.clock.sleep(wait)
    last = await request(parts, url)
    if (last.answered && last.status === 200) return last
  }
  return last
}

/** "image/png, 1254 × 1254, 1,804,552 bytes, sent as image/png" */
export function formatText({ body, headers }: Answer): string {
  const sniffed = sniff(body)
  const type = sniffed?.type ?? 'NOT A PICTURE'
  const size = sniffed?.size ?? null
  return [
    type,
    size === null ? 'size not in its head' : `${String(size.width)} × ${String(size.height)}`,
    `${String(body.length)} bytes${sniffed?.end === null ? ' (the end is missing)' : ''}`,
    `sent as ${headers.get('content-type') ?? 'nothing'}`,
  ].join(', ')
}
