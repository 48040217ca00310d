import { isLoopback, type Settings } from '../settings.ts'
import { replyText } from '../text.ts'
import type { RelayContext } from './parts.ts'
import { ReplyError } from './reply.ts'

/**
 * The origin by which the relay was called. It must be one of the relay's own: a caller can send any name.
 *
 * @throws {ReplyError} for any other name
 */
export function calledOrigin(settings: Settings, context: RelayContext): string {
  // Some proxies call the relay by another name, and forward the name by which they were called.
  const forwarded = settings.proxies > 0 ? context.req.header('x-forwarded-host') : undefined
  const names = [forwarded, context.req.header('host')]
  for (const name of names) {
    const origin = name === undefined ? null : originOf(settings, name.trim())
    if (origin !== null) return throughProxy(settings, origin)
  }
  throw new ReplyError('RELAY_HOST', replyText.host)
}

/** By default a proxy calls by this machine's own name, which the proxy's callers can't use. */
export function throughProxy(
  { proxies, publicUrl }: Pick<Settings, 'proxies' | 'publicUrl'>,
  origin: string,
): string {
  const isOfProxy = proxies > 0 && isLoopback(new URL(origin).hostname)
  return isOfProxy ? (publicUrl ?? origin) : origin
}

/** The relay's origin of this name, with or without the usual port; null for a name that is not its own. */
export function originOf(
  { publicUrl, memberUrls }: Pick<Settings, 'publicUrl' | 'memberUrls'>,
  name: string,
): string | null {
  if (!/^[a-z0-9.:[\]-]+$/i.test(name)) return null
  for (const known of [publicUrl, ...memberUrls]) {
    const called = known === null ? '' : `${new URL(known).protocol}//${name}`
    if (URL.canParse(called) && new URL(called).origin === known) return known
  }
  const url = URL.canParse(`http://${name}`) ? new URL(`http://${name}`) : null
  return url !== null && isLoopback(url.hostname) ? url.origin : null
}

/** The caller's address. A proxy's word counts only if the owner has declared a proxy. */
export function peerOf({ proxies }: Settings, context: RelayContext): string {
  const direct = context.env.peer
  if (proxies === 0) return direct
  const forwarded = (context.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  return forwarded.at(-proxies) ?? direct
}
