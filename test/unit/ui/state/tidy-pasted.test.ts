import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTimeOf } from '../../../cpu-time.ts'
import {
  defaultApiAddress,
  defaultSettings,
} from '../../../../contract/model/client-storage/settings.ts'
import { tidyAddress, tidyCallback, tidyKey, tidyStored } from '../../../../ui/state/tidy-pasted.ts'

describe('an API key', () => {
  it.each([
    'sk-abc\u200b',
    '"sk-abc"',
    '`sk-abc`',
    'Bearer sk-abc',
    'HIAPI_KEY=sk-abc',
    'sk-abc,',
    ' sk-abc\r\n',
    '\ufeffsk-abc',
    'sk-\u00adabc',
    '\u202ask-abc\u202c',
    'sk\u2060-abc',
    'sk-\u200d\u200cabc\ufe0f',
    '\u00a0sk-abc\u3000',
    'sk-\u00a0abc',
    'sk-\nabc',
    'sk-a\r\n  bc\n',
    'sk-\u2028abc',
    'sk-abc\ud83d',
    '\u0000sk-abc\u001b',
    '“sk-abc”',
    '‘sk-abc’',
    '„sk-abc“',
    '«sk-abc»',
    '« sk-abc »',
    "'sk-abc'",
    '```\nsk-abc\n```',
    '<sk-abc>',
    '(sk-abc)',
    '[sk-abc]',
    '**sk-abc**',
    '"sk-abc",',
    'sk-abc;',
    'sk-abc.',
    '"sk-abc".',
    '`sk-abc`,',
    'bearer sk-abc',
    'Bearer\u00a0sk-abc',
    'Bearer   "sk-abc"',
    'Authorization: Bearer sk-abc',
    'authorization:Bearer sk-abc',
    '"Authorization": "Bearer sk-abc"',
    "-H 'Authorization: Bearer sk-abc'",
    'curl -H "Authorization: Bearer sk-abc"',
    'export HIAPI_KEY="sk-abc"',
    'export HIAPI_KEY=sk-abc;',
    'set HIAPI_KEY=sk-abc',
    '$env:HIAPI_KEY = "sk-abc"',
    'HIAPI_KEY = sk-abc',
    'hiapi="sk-abc"',
    "apiKey = 'sk-abc';",
    'HIAPI_API_KEY: sk-abc',
    'API key: sk-abc',
    'key:sk-abc',
    'X-API-Key: sk-abc',
    '{"apiKey": "sk-abc"}',
    '"api_key":"sk-abc",',
    'token: sk-abc',
    'HIAPI: sk-abc',
    'Authorization: sk-abc',
    'API key:\nsk-abc',
    'Your HiAPI key: `sk-abc`.',
  ])('pasted as %j is the key alone', (pasted) => {
    expect(tidyKey(pasted)).toBe('sk-abc')
  })

  it.each([
    'sk-abc',
    'hi-sk-abc_DEF-123',
    'sk-abc==',
    'abcdef=',
    'a.b.c',
    'sk-abc+/~',
    'sk-key',
    'sk-key==',
    'sk_token',
    'KEY',
    'id:part',
    'sk-abc...',
  ])('%s is left as it is', (key) => {
    expect(tidyKey(key)).toBe(key)
  })

  it.each([
    'sk abc',
    'sk-12…',
    'sk-äbc',
    'sk–abc',
    'A=1\nHIAPI_KEY=sk-abc\nB=2',
    'ｓｋ-abc',
    'sk-abc 🌇',
  ])('%j is not made into a key that nobody has: it stays odd', (pasted) => {
    expect(tidyKey(pasted)).not.toMatch(/^[\x21-\x7e]*$/)
  })

  it('is told as none where nothing is left', () => {
    for (const pasted of ['', ' \u200b ', '""', '``']) expect(tidyKey(pasted)).toBe('')
  })

  it('comes out of any wrapping as it went in', () => {
    const key = fc.stringMatching(/^[a-z]{2}-[\w-]{4,60}$/)
    const wraps = fc.constantFrom('"', '`', '', ' ', '\u200b', '\n', '\u00a0', '\ufeff')
    fc.assert(
      fc.property(key, wraps, wraps, (plain, one, two) => {
        expect(tidyKey(one + two + plain + two + one)).toBe(plain)
      }),
    )
  })

  it('is tidy once it was tidied, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (pasted) => {
        expect(tidyKey(tidyKey(pasted))).toBe(tidyKey(pasted))
      }),
    )
  })

  it('takes no noticeable time, however long it is', () => {
    for (const piece of [' ', 'a', '"', 'key ', '=', '\u200b', 'a\n', '.']) {
      expect(cpuTimeOf(() => tidyKey(`a${piece.repeat(20_000)}!`))).toBeLessThan(1_000)
    }
  })

  it.each(['a=', 'a: ', 'key:', 'export a='])(
    'takes no noticeable time either where %j stands before it again and again',
    (piece) => {
      for (const length of [5_000, 100_000]) {
        const pasted = `${piece.repeat((length - 1) / piece.length)}x`
        expect(cpuTimeOf(() => tidyKey(pasted))).toBeLessThan(1_000)
      }
    },
  )
})

describe('the API address', () => {
  it('takes no noticeable time, however many blanks are in it', () => {
    expect(cpuTimeOf(() => tidyAddress(`a${' '.repeat(100_000)}b`))).toBeLessThan(1_000)
  })

  it.each([
    'https://api.hiapi.ai',
    'https://api.hiapi.ai/',
    'https://api.hiapi.ai//',
    'https://api.hiapi.ai/v1',
    'https://api.hiapi.ai/v1/',
    'https://api.hiapi.ai/v1/tasks',
    'https://api.hiapi.ai/v1/tasks/',
    'https://api.hiapi.ai/v1/tasks?page=1&size=1',
    'https://api.hiapi.ai/v1/tasks/tk-1',
    'https://api.hiapi.ai//v1//tasks',
    'HTTPS://API.HIAPI.AI',
    'HTTPS://API.HIAPI.AI/V1/TASKS',
    'https://api.hiapi.ai?x=1',
    'https://api.hiapi.ai/?x=1',
    'https://api.hiapi.ai/#/',
    'https://api.hiapi.ai/v1?x=1#top',
    'https://api.hiapi.ai:443',
    ' https://api.hiapi.ai\n',
    '\u200bhttps://api.hiapi.ai\ufeff',
    '"https://api.hiapi.ai"',
    '`https://api.hiapi.ai/v1`',
    '<https://api.hiapi.ai>',
    'https://api.hiapi.ai,',
    'api.hiapi.ai',
    'API.hiapi.ai/v1',
    '//api.hiapi.ai',
    'https:/api.hiapi.ai',
    'https:api.hiapi.ai',
    'https:\\\\api.hiapi.ai',
    'https://api.\u00adhiapi.ai',
    'HIAPI_BASE_URL=https://api.hiapi.ai/v1',
    'base url: "https://api.hiapi.ai"',
    '',
    ' ',
    '\u200b',
  ])('pasted as %j is the usual one', (pasted) => {
    expect(tidyAddress(pasted)).toBe(defaultApiAddress)
  })

  it.each([
    ['http://localhost:8787', 'http://localhost:8787'],
    ['localhost:8787/v1/', 'http://localhost:8787'],
    ['http://LOCALHOST:8787/v1/tasks', 'http://localhost:8787'],
    ['https://relay.example/hiapi/v1/tasks', 'https://relay.example/hiapi'],
    ['relay.example:8443/hiapi/', 'https://relay.example:8443/hiapi'],
    ['https://relay.example/v10', 'https://relay.example/v10'],
    ['https://relay.example/v1beta/', 'https://relay.example/v1beta'],
    ["https://relay.example/'/v1/v1/tasks'?x", 'https://relay.example'],
    ['http://relay.example', 'http://relay.example'],
  ])('%s is the address of %s', (pasted, address) => {
    expect(tidyAddress(pasted)).toBe(address)
  })

  it.each([
    'https://me:secret@api.hiapi.ai',
    'https://sk-abc@api.hiapi.ai/v1',
    'sk-abc',
    'ftp://api.hiapi.ai',
    'https://',
    'my address',
    'javascript:alert(1)',
  ])('%s is left for the person to change', (pasted) => {
    expect(tidyAddress(pasted)).toBe(pasted)
  })

  it('is tidy once it was tidied, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withQueryParameters: true, withFragments: true }),
          fc.string({ unit: 'binary' }),
        ),
        (pasted) => {
          expect(tidyAddress(tidyAddress(pasted))).toBe(tidyAddress(pasted))
        },
      ),
    )
  })
})

describe('the callback URL', () => {
  it.each([
    ['', ''],
    [' \u200b', ''],
    ['https://example.com/done?secret=a,b;c#x', 'https://example.com/done?secret=a,b;c#x'],
    ['https://me:secret@example.com/done', 'https://me:secret@example.com/done'],
    ['https://example.com', 'https://example.com'],
    ['"https://example.com/done",', 'https://example.com/done'],
    ['HTTPS://Example.com/Done', 'https://example.com/Done'],
    ['example.com/done', 'https://example.com/done'],
    ['https://example.com/fertig/gr\u00fcn', 'https://example.com/fertig/gr%C3%BCn'],
    ['https://example.com/\ud83d', 'https://example.com/'],
    ['http://example.com/done', 'http://example.com/done'],
    ['soon', 'soon'],
  ])('%j is %j', (pasted, url) => {
    expect(tidyCallback(pasted)).toBe(url)
  })
})

it('what an earlier version kept is tidied, and nothing else of the settings', () => {
  const kept = {
    ...defaultSettings,
    confirmAbove: 5,
    apiKey: 'sk-abc,',
    apiAddress: 'https://api.hiapi.ai/v1/tasks',
  }
  expect(tidyStored(kept)).toEqual({ ...kept, apiKey: 'sk-abc', apiAddress: defaultApiAddress })
  expect(tidyStored(defaultSettings)).toEqual(defaultSettings)
})
