import { type ReferenceReply, referencePrefix } from '../../contract/hiapi/relay/relay-reference.ts'
import { referenceKey } from '../objects/object-store.ts'
import { referenceType, sha256 } from '../orders/order.ts'
import { referenceOf } from '../store/references.ts'
import { replyText } from '../text.ts'
import { storeReference } from '../queue/accept.ts'
import type { HttpParts, RelayContext } from './parts.ts'
import { ReplyError, success } from './reply.ts'

/** `POST /v1/references`: the bytes of a picture. Its name is the hash of these bytes, made here. */
export async function uploadReference(parts: HttpParts, context: RelayContext): Promise<Response> {
  const { settings, bodies } = parts
  return bodies.use(context.req.raw, settings.referenceMax, (bytes) => keep(parts, context, bytes))
}

async function keep(parts: HttpParts, context: RelayContext, bytes: Uint8Array): Promise<Response> {
  const type = referenceType(bytes)
  const said = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === null || type !== said) {
    throw new ReplyError('RELAY_NO_PICTURE', replyText.noPicture)
  }
  const hash = sha256(bytes)
  const { id } = context.var.member
  const expires = await storeReference(parts, id, { sha256: hash, type, bytes })
  const answer: ReferenceReply = {
    reference: referencePrefix + hash,
    bytes: bytes.length,
    type,
    expires: Math.floor(expires / 1000),
  }
  return success(context, answer)
}

/** `HEAD /v1/references/sha256-…` */
export async function hasReference(parts: HttpParts, context: RelayContext): Promise<Response> {
  const [, hash] = /^sha256-([0-9a-f]{64})$/.exec(context.req.param('name') ?? '') ?? []
  const { id } = context.var.member
  const found = hash === undefined ? null : await referenceOf(parts.database, id, hash)
  const isHere = found !== null && (await parts.objects.has(referenceKey(found.sha256)))
  return context.body(null, isHere ? 200 : 404)
}
