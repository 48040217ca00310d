import { isLoopback, type Settings } from '../settings.ts'
import { replyText } from '../text.ts'
import type { RelayContext } from './parts.ts'
import { ReplyError } from './reply.ts'

/**
 * The origin by which the relay was called, if it goes by that name: other names could be anybody's.
 *
 * @throws {ReplyError}
 */
export function calledOrigin(settings: Settings, context: RelayContext): string {
  // Some proxies call by a name of their own, and say by which one they were called.
  const forwarded = settings.proxies > 0 ? context.req.header('x-forwarded-host') : undefined
  const names = [forwarded, context.req.header('host')]
  for (const name of names) {
    const origin = name === undefined ? null : originOf(settings, name.trim())
    if (origin !== null) return throughProxy(settings, origin)
  }
  throw new ReplyError('RELAY_HOST', replyText.host)
}

/** A proxy as it comes calls by this machine's name, which is of no use to whoever called the proxy. */
export function throughProxy(
  { proxies, publicUrl }: Pick<Settings, 'proxies' | 'publicUrl'>,
  origin: string,
): string {
  const isOfProxy = proxies > 0 && isLoopback(new URL(origin).hostname)
  return isOfProxy ? (publicUrl ?? origin) : origin
}

/** The relay's origin of this name, with or without the usual port; null for another's. */
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

/** The address that calls; a proxy is believed only where the owner says that there is one. */
export function peerOf({ proxies }: Settings, context: RelayContext): string {
  const direct = context.env.peer
  if (proxies === 0) return direct
  const forwarded = (context.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  return forwarded.at(-proxies) ?? direct
}
