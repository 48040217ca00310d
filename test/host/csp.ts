import type { Manifest } from './manifest.ts'

/** What a plugin's window may always do (figma.md §3: base policy `default-src data:`). */
const base = {
  'default-src': ['data:'],
  'script-src': ["'unsafe-inline'"],
  'style-src': ["'unsafe-inline'"],
  'font-src': ['data:'],
  'worker-src': ['blob:', 'data:'],
}

const domains = (
  { networkAccess }: Pick<Manifest, 'networkAccess'>,
  development: boolean,
): readonly string[] => {
  // docs/manifest: without networkAccess, a plugin may talk to any address
  if (networkAccess === undefined) return ['*']
  const { allowedDomains, devAllowedDomains = [] } = networkAccess
  const all = development ? [...allowedDomains, ...devAllowedDomains] : allowedDomains
  // docs/manifest: `none` stands alone
  return [...new Set(all.filter((domain) => domain !== 'none'))]
}

/**
 * The Content-Security-Policy that a manifest amounts to: patterns of `networkAccess` are CSP
 * sources as they are (a path that ends in `/` is a prefix, without it exact).
 */
export const contentSecurityPolicy = (
  manifest: Pick<Manifest, 'networkAccess'>,
  { development = true }: { development?: boolean } = {},
): string => {
  const hosts = domains(manifest, development)
  const policy: Record<string, readonly string[]> = {
    ...base,
    'connect-src': hosts.length === 0 ? ["'none'"] : hosts,
    'img-src': ['data:', 'blob:', ...hosts],
    'media-src': ['data:', 'blob:', ...hosts],
  }
  return Object.entries(policy)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
