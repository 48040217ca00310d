import { expect, it } from 'vitest'
import { checkSettings, tidySettings } from '../../../../ui/views/check-settings.ts'

const good = { apiKey: 'sk-123', apiAddress: 'https://api.hiapi.ai', callbackUrl: '' }

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

it('drops the blanks that pasting brings, and fills in the usual address', () => {
  expect(tidySettings({ apiKey: ' sk-123\n', apiAddress: ' ', callbackUrl: ' ' })).toEqual(good)
})
