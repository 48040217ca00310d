import { modelOf } from '../../contract/hiapi/models/models.ts'
import type { Resolution } from '../../contract/model/target.ts'
import type { Asked } from './order.ts'

/** Choices about a body that are made once and stored, so that a repeated body is the same. */
export interface BodyChoices {
  /** The name of the model that is tried. */
  readonly model: string
  readonly resolution: Resolution
  /** The address that HiAPI calls; empty for none. */
  readonly callback: string
}

/** A reference as it is sent: its address, or its bytes, read only when needed. */
export type SentReference =
  | { readonly kind: 'address'; readonly url: string }
  | {
      readonly kind: 'bytes'
      readonly type: string
      readonly size: number
      readonly open: () => AsyncIterable<Uint8Array>
    }

/**
 * The exact body of a create at HiAPI, piece by piece, so that no picture is ever in memory as a whole.
 * HiAPI compares raw bytes under an idempotency key, so the same arguments always give the same bytes.
 *
 * @param references in the order of the request
 */
export async function* bodyOf(
  asked: Asked & { readonly prompt: string },
  { model, resolution, callback }: BodyChoices,
  references: readonly SentReference[],
): AsyncGenerator<Uint8Array> {
  const { references: field, tier } = modelOf(model)
  const text = JSON.stringify({
    model,
    input: {
      prompt: asked.prompt,
      [field.field]: [],
      aspect_ratio: asked.ratio,
      [tier.field]: tier.values[resolution],
      ...(asked.background === null ? {} : { background: asked.background }),
    },
    ...(asked.storage !== undefined && { storage: asked.storage }),
    ...(callback === '' ? {} : { callback: { url: callback, when: 'final' } }),
  })
  // The quotes would be escaped inside a string, so the match is the field itself.
  const list = `"${field.field}":[`
  const at = text.indexOf(list) + list.length
  yield Buffer.from(text.slice(0, at))
  for (const [index, reference] of references.entries()) {
    if (index > 0) yield Buffer.from(',')
    if (reference.kind === 'address') yield Buffer.from(JSON.stringify(reference.url))
    else {
      yield Buffer.from(`"data:${reference.type};base64,`)
      yield* base64Of(reference.open())
      yield Buffer.from('"')
    }
  }
  yield Buffer.from(text.slice(at))
}

async function* base64Of(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Three bytes become four characters: the remaining bytes wait for the next piece.
  let rest: Uint8Array = new Uint8Array()
  for await (const piece of pieces) {
    const all = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const whole = all.length - (all.length % 3)
    rest = all.slice(whole)
    // An empty piece would make the request wait for ever.
    if (whole > 0) yield base64(all.subarray(0, whole))
  }
  if (rest.length > 0) yield base64(rest)
}

function base64({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(buffer, byteOffset, length).toString('base64'))
}
