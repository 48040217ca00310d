import { expect, test } from 'vitest'
import { readSettings, SettingsError } from '../../../relay/settings.ts'
import { settingsText } from '../../../relay/text.ts'

test('nothing has to be set', () => {
  expect(readSettings({})).toMatchObject({
    hiapiAddress: 'https://api.hiapi.ai/',
    outputOrigins: ['https://cdn.hiapi.ai'],
    database: { address: 'file:relay-data/relay.db', listenAddress: null },
    objects: { kind: 'folder', path: 'relay-data/objects' },
    listen: { host: '127.0.0.1', port: 8790 },
    publicUrl: null,
    memberUrls: [],
    // A few of 60 are left for what is bunched on the way.
    most: { atOnce: 10, perMinute: 56 },
    teamBudget: null,
    keepDays: 14,
    promptDays: 1,
    hiapiKey: null,
    webhookKey: null,
    secret: null,
  })
  expect(readSettings({ HIAPI_KEY: ' ', RELAY_SECRET: '' })).toEqual(readSettings({}))
})

test('what is set counts', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key' }
  expect(
    readSettings({
      ...keys,
      RELAY_PUBLIC_URL: 'https://relay.example.com:8443/',
      RELAY_MEMBER_URLS: 'http://10.0.0.5:8790/ https://other.example',
      RELAY_OUTPUT_HOSTS: 'cdn.hiapi.ai, cdn2.hiapi.ai:8443',
      RELAY_OBJECTS: 's3://bucket/restage/?region=eu-west-1',
      RELAY_DATABASE: 'postgresql://a@b/c',
      RELAY_LISTEN: '[::1]:8790',
      RELAY_TEAM_BUDGET: '100.50',
      RELAY_PER_MINUTE: '1',
    }),
  ).toMatchObject({
    publicUrl: 'https://relay.example.com:8443',
    memberUrls: ['http://10.0.0.5:8790', 'https://other.example'],
    outputOrigins: ['https://cdn.hiapi.ai', 'https://cdn2.hiapi.ai:8443'],
    objects: { address: 'https://bucket.s3.eu-west-1.amazonaws.com/restage', region: 'eu-west-1' },
    database: { address: 'postgresql://a@b/c' },
    listen: { host: '::1', port: 8790 },
    teamBudget: 100_500_000,
    most: { perMinute: 1 },
  })
  const own = readSettings({ ...keys, RELAY_OBJECTS: 's3://b?endpoint=http://localhost:9000/' })
  expect(own.objects).toMatchObject({ address: 'http://localhost:9000/b', region: 'us-east-1' })
})

test.each<[Record<string, string>, string]>([
  [{ HIAPI_ADDRESS: 'api.hiapi.ai' }, settingsText.address('HIAPI_ADDRESS')],
  [{ HIAPI_ADDRESS: 'ftp://api.hiapi.ai' }, settingsText.address('HIAPI_ADDRESS')],
  [{ HIAPI_ADDRESS: 'http://api.hiapi.ai' }, settingsText.hiapi],
  [{ RELAY_OUTPUT_HOSTS: 'http://cdn.hiapi.ai' }, settingsText.outputHost('http://cdn.hiapi.ai')],
  [{ RELAY_OUTPUT_HOSTS: 'https://' }, settingsText.outputHost('https://')],
  [{ RELAY_DATABASE: 'mysql://a' }, settingsText.database],
  [{ RELAY_DATABASE: 'file:' }, settingsText.database],
  [{ RELAY_OBJECTS: 'gs://a' }, settingsText.objects],
  [{ RELAY_OBJECTS: 's3://' }, settingsText.objects],
  [{ RELAY_OBJECTS: 's3://bucket' }, settingsText.bucketKeys],
  [{ RELAY_LISTEN: '8790' }, settingsText.listen],
  [{ RELAY_LISTEN: '127.0.0.1:99999' }, settingsText.listen],
  [{ RELAY_PUBLIC_URL: 'http://relay.example.com' }, settingsText.publicAddress],
  [{ RELAY_PUBLIC_URL: 'https://relay.example.com/relay' }, settingsText.publicAddress],
  [{ RELAY_PUBLIC_URL: 'relay.example.com' }, settingsText.publicAddress],
  [{ RELAY_MEMBER_URLS: 'relay' }, settingsText.address('RELAY_MEMBER_URLS')],
  [{ RELAY_AT_ONCE: '0' }, settingsText.positive('RELAY_AT_ONCE')],
  [{ RELAY_PER_MINUTE: '1.5' }, settingsText.number('RELAY_PER_MINUTE')],
  [{ RELAY_TEAM_BUDGET: '$20' }, settingsText.budget],
  [{ RELAY_KEEP_DAYS: '-1' }, settingsText.number('RELAY_KEEP_DAYS')],
  [{ RELAY_PROMPT_DAYS: 'never' }, settingsText.number('RELAY_PROMPT_DAYS')],
  // Pasted with a blank that nobody sees, or not filled in.
  [{ HIAPI_KEY: 'sk-one\u200b' }, settingsText.hiapiKey],
  [{ HIAPI_KEY: 'sk-…' }, settingsText.hiapiKey],
  [{ HIAPI_KEY: '“sk-one”' }, settingsText.hiapiKey],
  [{ RELAY_SECRET: 'short' }, settingsText.secret],
  [{ RELAY_WEBHOOK_KEY: 'short' }, settingsText.webhookKey],
])('%o is one sentence', (environment, sentence) => {
  expect(() => readSettings(environment)).toThrow(new SettingsError(sentence))
  expect(sentence).toMatch(/^[A-Z].{10,110}\.$/)
})
