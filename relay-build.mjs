/**
 * A build for one relay: what `--relay` is given, and the manifest that names that one host. The other
 * files are as in any build; only their address differs.
 */

/** Names without a dot, and addresses that only a network of one's own knows. */
const privateHost =
  /^(127|10|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+\.\d|\.(local|lan|internal|home)$|^[^.]+$/

/**
 * What the flags ask for; null without `--relay`.
 *
 * @returns {{ address: string, folder: string, name: string | null, id: string | null, warning: string | null } | null}
 * @throws in one sentence, if no plugin can be built for it
 */
export function relayBuildOf(flags) {
  const address = valueOf(flags, '--relay')
  if (address === null) return null
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'https:') throw new Error('The relay’s address must begin with https://.')
  if (address.includes('*')) throw new Error('The relay’s address must be exact: no wildcards.')
  if (url.username !== '' || url.password !== '') {
    throw new Error('The relay’s address must not contain a user name or a password.')
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new Error(`The relay’s address must have no path: use ${url.origin}.`)
  }
  // A manifest's host goes into a content security policy, which has no room for others.
  if (!/^[a-z\d][a-z\d._-]*$/.test(url.hostname)) {
    throw new Error(`Figma takes no host ${url.hostname}: the relay needs a name.`)
  }
  const id = valueOf(flags, '--id')
  if (id !== null && !/^\d+$/.test(id)) throw new Error('The id is a number that Figma has given.')
  return {
    address: url.origin,
    folder: url.host.replace(':', '-'),
    name: valueOf(flags, '--name'),
    id,
    warning: warningOf(url),
  }
}

function warningOf({ host, hostname }) {
  const advice = 'Give the relay a public https name.'
  if (privateHost.test(hostname)) {
    return `${host} is a private address: browsers may block it. ${advice}`
  }
  return /^[\d.]+$/.test(hostname) ? `${host} has no name: Figma may not take it. ${advice}` : null
}

/** The manifest of such a build, beside its files. */
export function relayManifest(manifest, { address, name, id }) {
  const { host } = new URL(address)
  return {
    ...manifest,
    name: name ?? `${manifest.name} (${host})`,
    id: id ?? manifest.id,
    main: 'main.js',
    ui: 'ui.html',
    networkAccess: {
      allowedDomains: [address],
      reasoning: `Restage sends the frames you select and your prompt to your team's own relay (${host}) with your token, and downloads the finished pictures and the prices from it. The relay orders the pictures from HiAPI. The plugin talks to no other host.`,
    },
  }
}

/** The value after a flag, or after its equals sign; null without the flag. */
function valueOf(flags, name) {
  const at = flags.findIndex((flag) => flag === name || flag.startsWith(`${name}=`))
  if (at < 0) return null
  const [, value = flags[at + 1] ?? ''] = /^[^=]+=(.*)$/s.exec(flags[at]) ?? []
  if (value === '' || value.startsWith('--')) throw new Error(`${name} needs a value.`)
  return value
}
