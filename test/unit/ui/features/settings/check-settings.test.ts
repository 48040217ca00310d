import { expect, it, test } from 'vitest'
import { HiApiError } from '../../../../../contract/hiapi/errors.ts'
import type { RelayInfo } from '../../../../../contract/hiapi/relay/relay-info.ts'
import { defaultSettings } from '../../../../../contract/model/client-storage/settings.ts'
import {
  checkSettings,
  fieldsOf,
  isAdvanced,
  isPrivate,
  tidySettings,
  withFields,
} from '../../../../../ui/features/settings/check-settings.ts'
import { relayText } from '../../../../../ui/features/settings/text.ts'
import type { ConnectionVerdict } from '../../../../../ui/services/hiapi/test-connection.ts'
import { testRelay } from '../../../../../ui/services/relay/test-relay.ts'
import { info } from '../../services/relay/stand-in.ts'

const good = {
  apiKey: 'sk-123',
  apiAddress: 'https://api.hiapi.ai',
  callbackUrl: '',
  confirmAbove: '2',
  namePattern: '{source} · {target}',
  inSection: false,
}

it('takes what is right', () => {
  expect(checkSettings(good)).toEqual({})
  expect(checkSettings({ ...good, apiAddress: 'http://localhost:8787' })).toEqual({})
  expect(checkSettings({ ...good, callbackUrl: 'https://example.com/done' })).toEqual({})
})

it.each(['http://api.hiapi.ai', 'http://localhost.example.com', 'api.hiapi.ai', 'https://'])(
  'does not send the key to %s',
  (apiAddress) => {
    expect(checkSettings({ ...good, apiAddress })).toEqual({ apiAddress: 'address' })
  },
)

it('does not take an address with a user name or a password in it', () => {
  for (const apiAddress of ['https://me:secret@api.hiapi.ai', 'http://sk-123@localhost:8787']) {
    const fields = tidySettings({ ...good, apiAddress })
    expect(checkSettings(fields)).toEqual({ apiAddress: 'login' })
  }
})

it('does not take a key that no header could carry', () => {
  expect(checkSettings({ ...good, apiKey: '' })).toEqual({ apiKey: 'noKey' })
  expect(checkSettings({ ...good, apiKey: 'sk 123' })).toEqual({ apiKey: 'oddKey' })
  expect(checkSettings({ ...good, apiKey: 'sk-12…' })).toEqual({ apiKey: 'oddKey' })
})

it('takes a callback only over https', () => {
  expect(checkSettings({ ...good, callbackUrl: 'http://example.com' })).toEqual({
    callbackUrl: 'callback',
  })
})

it('drops what pasting brings along, and fills in what is usual', () => {
  expect(
    tidySettings({
      apiKey: ' HIAPI_KEY="sk-123"\n',
      apiAddress: ' ',
      callbackUrl: ' ',
      confirmAbove: ' ',
      namePattern: ' {source} · {target} ',
      inSection: false,
    }),
  ).toEqual(good)
})

it('does not take a name pattern that is empty, or has anything else in braces', () => {
  const problemsOf = (namePattern: string) => checkSettings(tidySettings({ ...good, namePattern }))
  for (const empty of ['', ' ', '\n']) {
    expect(problemsOf(empty)).toEqual({ namePattern: 'noPattern' })
  }
  for (const odd of [
    '{foo}',
    '{source} {date}',
    '{}',
    '{ source }',
    '{Source}',
    '{source',
    'a }',
  ]) {
    expect(problemsOf(odd), odd).toEqual({ namePattern: 'oddToken' })
  }
  const all = '{source}/{target}/{ratio}/{width}x{height}/{copy}'
  for (const right of [all, 'Poster', '{source}{source}']) {
    expect(problemsOf(right), right).toEqual({})
  }
})

it('tells what is as at first from what is not, whatever the key is', () => {
  const usual = fieldsOf({ ...defaultSettings, apiKey: 'sk-1' })
  expect(isAdvanced(usual)).toBe(false)
  expect(isAdvanced({ ...usual, apiAddress: 'https://relay.example' })).toBe(true)
  expect(isAdvanced({ ...usual, confirmAbove: '3' })).toBe(true)
  expect(isAdvanced({ ...usual, inSection: true })).toBe(true)
})

it.each([
  ['3', 3],
  ['2.50', 2.5],
  [' $ 0,5 ', 0.5],
  ['0', 0],
])('takes %j for an amount', (typed, amount) => {
  const fields = tidySettings({ ...good, confirmAbove: typed })
  expect(checkSettings(fields)).toEqual({})
  expect(withFields(defaultSettings, fields).confirmAbove).toBe(amount)
})

it.each(['two', '-1', '1.234', '1e3', '1,000.00', '.', 'NaN', '9999999'])(
  'does not take %j for an amount',
  (typed) => {
    const fields = tidySettings({ ...good, confirmAbove: typed })
    expect(checkSettings(fields)).toEqual({ confirmAbove: 'amount' })
  },
)

it('gives back the settings that it was filled with', () => {
  const settings = { ...defaultSettings, apiKey: 'sk-1', confirmAbove: 2.5, inSection: true }
  const fields = fieldsOf(settings)
  expect(fields.confirmAbove).toBe('2.50')
  expect(withFields(defaultSettings, fields)).toEqual(settings)
})

test.each([
  ['https://192.168.1.5', true],
  ['https://10.0.0.1:8443', true],
  ['https://172.31.0.1', true],
  ['https://relay.local', true],
  ['https://relay', true],
  ['http://localhost:8790', false],
  ['https://relay.example.com', false],
  ['https://10.example.com', false],
  ['https://172.32.0.1', false],
  ['https://local.example.com', false],
  ['https://relay.internal:8443/team', true],
  ['https://relay.internal.example.com', false],
  ['https://our.lan-party.com', false],
  ['no address', false],
])('%s is private: %s', (apiAddress, expected) => {
  expect(isPrivate({ apiAddress })).toBe(expected)
})

test.each([
  [
    { spent: 4.11, budget: 20 },
    'Relay · $4.11 of $20.00 this month · References are fetched from this relay, and HiAPI reaches it: the last time 12 s ago.',
  ],
  [
    { spent: 4.11, budget: null },
    'Relay · $4.11 this month · References are fetched from this relay, and HiAPI reaches it: the last time 12 s ago.',
  ],
])('the relay is shown in one line of facts', (money, line) => {
  expect(relayText({ ...info, money: { ...info.money, ...money } })).toBe(line)
})

test.each<[string, () => Promise<RelayInfo | null>, ConnectionVerdict, string]>([
  ['a plain API', () => Promise.resolve(null), 'works', 'works'],
  ['a relay', () => Promise.resolve(info), 'works', 'relay-works'],
  ['a relay that a proxy closes', () => Promise.resolve(info), 'cors-create', 'cors-create'],
  [
    'a relay that is not called',
    () => Promise.resolve({ ...info, reach: { ...info.reach, proof: 'doubted' } }),
    'works',
    'relay-polls',
  ],
  [
    'a relay whose key is refused',
    () => Promise.resolve({ ...info, queue: { ...info.queue, paused: 'key' } }),
    'works',
    'relay-paused',
  ],
  [
    'a wrong token',
    () => Promise.reject(new HiApiError('relay-token')),
    'malformed',
    'relay-token',
  ],
  ['no answer', () => Promise.reject(new HiApiError('unreachable')), 'unreachable', 'unreachable'],
])('a test tells %s', async (_, discover, verdict, expected) => {
  expect(await testRelay(discover, () => Promise.resolve(verdict))).toBe(expected)
})
