import { gptImage2 } from '../../contract/hiapi/models/gpt-image-2.ts'
import { namesOf } from '../../contract/hiapi/models/models.ts'
import * as z from 'zod/mini'
import { defaultApiAddress } from '../../contract/model/client-storage/settings.ts'
import { readableText } from './cors.ts'
import type { ProbeParts } from './parts.ts'
import { type Found, settled, unsettled } from './questions.ts'
import { request, textOf } from './request.ts'

/** HiAPI's public price list, as its own skill 0.5.0 reads it. */
const address = 'https://www.hiapi.ai/api/pricing'

const List = z.object({ data: z.array(z.unknown()) })
const Row = z.object({
  model_name: z.string(),
  base_usd_value: z.union([z.number(), z.string()]),
  base_display_unit: z.optional(z.nullable(z.string())),
})

/** Asks the price list, without the key; of a relay, or a local server, HiAPI need not hear. */
export async function findPricing(parts: ProbeParts): Promise<Found> {
  if (new URL(parts.apiAddress).host !== new URL(defaultApiAddress).host) {
    return unsettled('asked of HiAPI’s own address only')
  }
  const answer = await request(parts, address)
  if (!answer.answered) return unsettled(answer.why)
  const page = `from a page: ${readableText(answer.headers)}`
  if (answer.status !== 200) return settled(`status ${String(answer.status)}; ${page}`)
  return settled(`reachable; ${page}; ${rowsText(textOf(answer))}`)
}

function rowsText(text: string): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'not JSON'
  }
  const list = List.safeParse(value)
  if (!list.success) return 'not the shape that was documented'
  const rows = list.data.data.flatMap((candidate) => {
    const row = Row.safeParse(candidate)
    const isOurs = row.success && namesOf(gptImage2).some((name) => row.data.model_name === name)
    return isOurs ? [row.data] : []
  })
  if (rows.length === 0) return 'no row for the model'
  return rows
    .map(({ model_name, base_usd_value, base_display_unit }) =>
      `${model_name}: $${String(base_usd_value)} ${base_display_unit ?? ''}`.trim(),
    )
    .join(', ')
}
