import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { sniff } from '../../contract/images/image-type.ts'
import { type ImageModel, isOffered } from '../../contract/hiapi/models/model.ts'
import { models, namesOf } from '../../contract/hiapi/models/models.ts'
import { referencePrefix } from '../../contract/hiapi/relay/relay-reference.ts'
import { shortened } from '../../contract/model/shorten.ts'
import { Resolution, resolutions } from '../../contract/model/target.ts'
import { orderText } from '../text.ts'
import { type CutOrder, type CutPicture, markedPicture } from './cut-pictures.ts'

/** The formats of references: https://docs.hiapi.ai/models/image/gpt-image-2-image-to-image/ */
export const ReferenceType = z.literal(['image/png', 'image/jpeg', 'image/webp'])
export type ReferenceType = z.output<typeof ReferenceType>

/** What a member asked for, without bytes. Stored, and compared when a key is used again. */
export const Asked = z.strictObject({
  model: z.string(),
  /** Null when it is no longer kept. */
  prompt: z.nullable(z.string()),
  ratio: z.string(),
  resolution: Resolution,
  background: z.nullable(z.literal(['auto', 'opaque', 'transparent'])),
  /** Left out for the usual storage. */
  storage: z.optional(z.literal('persistent')),
  /** In the order of the request. */
  references: z.array(
    z.union([
      z.object({ kind: z.literal('stored'), sha256: z.string() }),
      z.object({ kind: z.literal('address'), url: z.string() }),
    ]),
  ),
})
export type Asked = z.output<typeof Asked>

/** A picture that came within the request. */
export interface InlinePicture {
  readonly sha256: string
  readonly type: ReferenceType
  readonly bytes: Uint8Array
}

export interface Order {
  readonly asked: Asked
  readonly inline: readonly InlinePicture[]
  /** The hashes of references that must have been uploaded before. */
  readonly uploaded: readonly string[]
}

/** Why an order can't be accepted, in one sentence. */
export class OrderError extends Error {
  override readonly name = 'OrderError'
  readonly code: 'INVALID_REQUEST' | 'RELAY_CALLBACK'

  constructor(message: string, code: OrderError['code'] = 'INVALID_REQUEST') {
    super(message)
    this.code = code
  }
}

const Named = z.object({ model: z.string() })
const Addresses = z.array(z.string())
const Words = z.object({
  prompt: z.string(),
  aspect_ratio: z.optional(z.string()),
  background: z.optional(z.literal(['auto', 'opaque', 'transparent'])),
})

/** The body of an order of a model, which decides what two of the fields are called. */
const bodySchemaOf = ({ references, tier }: ImageModel) =>
  z.strictObject({
    model: z.string(),
    input: z.strictObject({
      [references.field]: Addresses,
      [tier.field]: z.optional(z.literal(Object.values(tier.values))),
      ...Words.shape,
    }),
    route: z.optional(z.literal('')),
    storage: z.optional(z.literal(['temp', 'persistent'])),
  })

/**
 * Reads the body of `POST /v1/tasks`, as HiAPI documents it (https://docs.hiapi.ai/async-api/create/).
 * Refuses what HiAPI would surely refuse.
 *
 * @param pictures the pictures cut out of the text
 * @param isPersistent whether storage that HiAPI bills may be ordered
 * @param offered the models that can be ordered
 * @throws {OrderError}
 */
export function readOrder(
  { text, pictures: cut }: CutOrder,
  isPersistent: boolean,
  offered: readonly ImageModel[] = models,
): Order {
  const body = json(text)
  if (typeof body === 'object' && body !== null && 'callback' in body) {
    throw new OrderError(orderText.callback, 'RELAY_CALLBACK')
  }
  const { model: name } = decode(Named, body)
  const model = offered.find((each) => namesOf(each).includes(name))
  if (model === undefined) throw new OrderError(orderText.model(offered.flatMap(namesOf)))
  const { input, storage } = decode(bodySchemaOf(model), body)
  if (storage === 'persistent' && !isPersistent) throw new OrderError(orderText.persistent)
  const { prompt, aspect_ratio: ratio = 'auto', background = null } = decode(Words, input)
  const fields: Readonly<Record<string, unknown>> = input
  const addresses = decode(Addresses, fields[model.references.field])
  const tier = fields[model.tier.field]
  // The prompt was a data URI, which was cut out as a picture.
  if (markedPicture(prompt) !== null) throw new OrderError(orderText.invalid('input.prompt'))
  if (prompt.length < 1 || prompt.length > model.prompt.longest) {
    throw new OrderError(orderText.prompt(model.prompt.longest))
  }
  if (addresses.length < 1 || addresses.length > model.references.most) {
    throw new OrderError(orderText.references(model.references.most))
  }
  const resolution = resolutions.find((each) => model.tier.values[each] === tier) ?? '1K'
  if (!isOffered(model, { ratio, resolution }))
    throw new OrderError(orderText.cell(shortened(ratio.slice(0, 40), 20), resolution))
  if (background !== null && resolution !== '1K') throw new OrderError(orderText.background)
  const pictures = addresses.map((address, index) => readPicture(address, index, cut))
  return {
    asked: {
      model: name,
      prompt,
      ratio,
      resolution,
      background,
      ...(storage === 'persistent' && { storage }),
      references: pictures.map((picture) =>
        picture.kind === 'address'
          ? { kind: 'address', url: picture.url }
          : { kind: 'stored', sha256: picture.sha256 },
      ),
    },
    inline: pictures.flatMap((picture) => (picture.kind === 'inline' ? [picture] : [])),
    uploaded: pictures.flatMap((picture) => (picture.kind === 'uploaded' ? [picture.sha256] : [])),
  }
}

/**
 * Equal for two requests that order the same. A picture counts as the same whether it came within the
 * request or was uploaded before.
 */
export function hashOf(asked: Asked): string {
  return sha256(JSON.stringify(Asked.parse(asked)))
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** The format of a picture's bytes; null if references may not have it. */
export function referenceType(bytes: Uint8Array): ReferenceType | null {
  const { success, data } = ReferenceType.safeParse(sniff(bytes)?.type)
  return success ? data : null
}

type ReadPicture =
  | ({ readonly kind: 'inline' } & InlinePicture)
  | { readonly kind: 'uploaded'; readonly sha256: string }
  | { readonly kind: 'address'; readonly url: string }

function readPicture(address: string, index: number, cut: CutOrder['pictures']): ReadPicture {
  const marked = markedPicture(address)
  if (marked !== null) return inline(cut[marked], index)
  if (address.startsWith(referencePrefix)) {
    const hash = address.slice(referencePrefix.length)
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new OrderError(orderText.reference(index))
    return { kind: 'uploaded', sha256: hash }
  }
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new OrderError(orderText.reference(index))
  }
  return { kind: 'address', url: url.href }
}

function inline(picture: CutPicture | undefined, index: number): ReadPicture {
  const bytes = picture?.bytes ?? null
  const type = bytes === null ? null : referenceType(bytes)
  if (bytes === null || type === null || type !== picture?.said) {
    throw new OrderError(orderText.reference(index))
  }
  return { kind: 'inline', sha256: sha256(bytes), type, bytes }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new OrderError(orderText.notJson)
  }
}

/** @throws {OrderError} naming the first field that is wrong or unknown */
function decode<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const decoded = schema.safeParse(value)
  if (!decoded.success) throw new OrderError(orderText.invalid(firstFault(decoded.error)))
  return decoded.data
}

/** The first field that is wrong or unknown. */
function firstFault(error: z.core.$ZodError): string {
  const [issue] = error.issues
  if (issue === undefined) return ''
  const path = issue.path.map(String)
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return shortened([...path, ...keys].join('.').slice(0, 120), 60)
}
