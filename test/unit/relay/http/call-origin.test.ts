import { expect, test } from 'vitest'
import { originOf, throughProxy } from '../../../../relay/http/call-origin.ts'

const settings = {
  publicUrl: 'https://relay.example.com',
  memberUrls: ['http://10.0.0.5:8790', 'https://studio.example:8443'],
}

test.each([
  ['relay.example.com', 'https://relay.example.com'],
  ['Relay.Example.COM', 'https://relay.example.com'],
  ['relay.example.com:443', 'https://relay.example.com'],
  ['relay.example.com:8790', null],
  ['10.0.0.5:8790', 'http://10.0.0.5:8790'],
  ['10.0.0.5', null],
  ['studio.example:8443', 'https://studio.example:8443'],
  ['localhost:8790', 'http://localhost:8790'],
  ['127.0.0.1:1', 'http://127.0.0.1:1'],
  ['[::1]:8790', 'http://[::1]:8790'],
  ['localhost.evil.example', null],
  ['evil.example', null],
  ['relay.example.com.evil.example', null],
  ['evil@relay.example.com', null],
  ['evil.example/@localhost', null],
  ['localhost:99999', null],
  ['', null],
])('called as "%s", it is %s', (name, origin) => {
  expect(originOf(settings, name)).toBe(origin)
})

test('behind a proxy that calls by this machine’s name, the public address counts', () => {
  const { publicUrl } = settings
  const local = 'http://127.0.0.1:8790'
  expect(throughProxy({ publicUrl, proxies: 1 }, local)).toBe(publicUrl)
  expect(throughProxy({ publicUrl, proxies: 1 }, 'https://studio.example:8443')).toBe(
    'https://studio.example:8443',
  )
  expect(throughProxy({ publicUrl, proxies: 0 }, local)).toBe(local)
  expect(throughProxy({ publicUrl: null, proxies: 1 }, local)).toBe(local)
})
