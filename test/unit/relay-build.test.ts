import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { relayBuildOf, relayManifest } from '../../relay-build.mjs'

const manifest = JSON.parse(
  readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8'),
) as Record<string, unknown>

test('without the flag there is no such build', () => {
  expect(relayBuildOf(['--quick', '--into=elsewhere'])).toBeNull()
})

describe('a build for a relay', () => {
  it('has that host alone on its allow-list, and a reasoning that names it', () => {
    const build = relayBuildOf(['--relay', 'https://relay.example.com', '--name', 'Restage (Acme)'])
    expect(build).toMatchObject({ folder: 'relay.example.com', warning: null })
    if (build === null) return
    const made = relayManifest(manifest, build)
    expect(made).toMatchObject({ name: 'Restage (Acme)', id: manifest['id'], main: 'main.js' })
    expect(made.networkAccess).toMatchObject({ allowedDomains: ['https://relay.example.com'] })
    expect(JSON.stringify(made.networkAccess)).not.toMatch(/hiapi\.ai|localhost|devAllowed/)
    expect(made.networkAccess.reasoning).toContain('relay.example.com')
  })

  it('takes an id of its own, and the flags with an equals sign', () => {
    const build = relayBuildOf(['--relay=https://relay.example.com:8443/', '--id=123'])
    expect(build).toMatchObject({
      address: 'https://relay.example.com:8443',
      folder: 'relay.example.com-8443',
      id: '123',
    })
  })
})

test.each([
  ['http://relay.example.com', /begin with https/],
  ['relay.example.com', /begin with https/],
  ['https://relay.example.com/v1', /no path: use https:\/\/relay\.example\.com/],
  ['https://relay.example.com?a=1', /no path/],
  ['https://*.example.com', /no wildcards/],
  ['https://me:secret@relay.example.com', /user name/],
  ['https://[2001:db8::1]:8443', /host \[2001:db8::1\].*needs a name/],
  // Its folder would be the project's own.
  ['https://..', /host \.\..*needs a name/],
  ['https://relay;example.com', /host relay;example\.com.*needs a name/],
  ['', /needs a value/],
])('%s is refused in one sentence', (address, why) => {
  expect(() => relayBuildOf(['--relay', address])).toThrow(why)
})

test.each(['192.168.1.5', '10.0.0.1', '172.20.0.1', 'relay.local', 'relay', '127.0.0.1'])(
  'https://%s is built with a warning',
  (host) => {
    expect(relayBuildOf(['--relay', `https://${host}`])?.warning).toContain('private address')
  },
)

test.each([
  ['https://relay.example.com:443', 'https://relay.example.com'],
  ['https://münchen.example/', 'https://xn--mnchen-3ya.example'],
  ['HTTPS://Relay.Example.com', 'https://relay.example.com'],
])('%s has no path, however it is written', (written, address) => {
  expect(relayBuildOf(['--relay', written])).toMatchObject({ address, warning: null })
})

test.each(['172.40.0.1', '11.0.0.1'])('https://%s may not be taken by Figma', (host) => {
  const warning = relayBuildOf(['--relay', `https://${host}`])?.warning
  expect(warning).toContain('has no name')
  expect(warning).not.toContain('private')
})

test.each(['relay.example.com', 'local.example.com'])('https://%s is public', (host) => {
  expect(relayBuildOf(['--relay', `https://${host}`])?.warning).toBeNull()
})
