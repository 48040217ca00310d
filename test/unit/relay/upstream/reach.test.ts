import { expect, test } from 'vitest'
import {
  afterHappening,
  blamesReference,
  type Happening,
  noEvidence,
  reachOf,
  reachSentence,
} from '../../../../relay/upstream/reach.ts'

const now = 1_000_000_000_000
const publicUrl = 'https://relay.example.com'
const [there, away]: Happening[] = [
  { kind: 'tested', isPublic: true },
  { kind: 'tested', isPublic: false },
]
const called: Happening = { kind: 'called', at: now - 12_000 }
const fetched: Happening = { kind: 'fetched', at: now - 12_000 }
const forged: Happening = { kind: 'other-signature' }
const late: Happening = { kind: 'found-late' }
const bad: Happening = { kind: 'reference-failed' }
const good: Happening = { kind: 'reference-worked' }
const inline = 'References are sent within the request'
const byRelay = 'References are fetched from this relay'

test.each<[string, string | null, boolean, (Happening | undefined)[], object, string]>([
  [
    'nothing set',
    null,
    false,
    [],
    { references: 'inline', isCalled: false, isTrusted: false, proof: 'none' },
    `${inline}, and HiAPI is asked for results.`,
  ],
  [
    'a bucket',
    null,
    true,
    [],
    { references: 'bucket', isCalled: false, proof: 'none' },
    'References are fetched from the bucket, and HiAPI is asked for results.',
  ],
  [
    'not tested yet',
    publicUrl,
    false,
    [],
    { references: 'inline', isCalled: false, proof: 'none' },
    `${publicUrl} does not lead to this relay. ${inline}, and HiAPI is asked for results.`,
  ],
  [
    'tested',
    publicUrl,
    true,
    [there],
    { references: 'relay', isCalled: true, isTrusted: true, proof: 'assumed' },
    `${byRelay}, and HiAPI’s callbacks are expected.`,
  ],
  [
    'called',
    publicUrl,
    false,
    [there, called],
    { isTrusted: true, proof: 'confirmed' },
    `${byRelay}, and HiAPI reaches it: the last time 12 s ago.`,
  ],
  [
    'fetched',
    publicUrl,
    false,
    [there, fetched],
    { isTrusted: true, proof: 'confirmed' },
    `${byRelay}, and HiAPI reaches it: the last time 12 s ago.`,
  ],
  [
    'away',
    publicUrl,
    true,
    [there, called, away],
    { references: 'bucket', isCalled: false, isTrusted: false, proof: 'none' },
    `${publicUrl} does not lead to this relay. References are fetched from the bucket, and HiAPI is asked for results.`,
  ],
  [
    'two missed',
    publicUrl,
    false,
    [there, called, late, late],
    { isTrusted: true, proof: 'confirmed' },
    `${byRelay}, and HiAPI reaches it: the last time 12 s ago.`,
  ],
  [
    'three missed',
    publicUrl,
    false,
    [there, called, late, late, late],
    { references: 'relay', isCalled: true, isTrusted: false, proof: 'doubted' },
    `${byRelay}, but HiAPI’s callbacks don’t arrive at ${publicUrl}.`,
  ],
  [
    'three missed, though calls of another signature come',
    publicUrl,
    false,
    [there, late, late, late, forged],
    { isTrusted: false, proof: 'doubted' },
    `${byRelay}, but HiAPI’s callbacks are not signed with RELAY_WEBHOOK_KEY.`,
  ],
  [
    'one arrives',
    publicUrl,
    false,
    [there, late, late, late, called],
    { isTrusted: true, proof: 'confirmed' },
    `${byRelay}, and HiAPI reaches it: the last time 12 s ago.`,
  ],
  [
    'only fetched',
    publicUrl,
    false,
    [there, late, late, late, fetched],
    { isTrusted: false, proof: 'doubted' },
    `${byRelay}, but HiAPI’s callbacks don’t arrive at ${publicUrl}.`,
  ],
  [
    'one reference failed',
    publicUrl,
    true,
    [there, bad],
    { references: 'relay' },
    `${byRelay}, and HiAPI’s callbacks are expected.`,
  ],
  [
    'two failed',
    publicUrl,
    true,
    [there, bad, bad],
    { references: 'inline', isCalled: true },
    `${inline}, and HiAPI’s callbacks are expected.`,
  ],
  [
    'not in a row',
    publicUrl,
    true,
    [there, bad, good, bad],
    { references: 'relay' },
    `${byRelay}, and HiAPI’s callbacks are expected.`,
  ],
  [
    'two failed before a relay began',
    publicUrl,
    true,
    [there, bad, bad, { kind: 'begun' }],
    { references: 'relay' },
    `${byRelay}, and HiAPI’s callbacks are expected.`,
  ],
])('%s', (_, address, hasBucket, happenings, expected, sentence) => {
  const evidence = happenings.flatMap((each) => each ?? []).reduce(afterHappening, noEvidence)
  const reach = reachOf(evidence, { publicUrl: address, hasBucket })
  expect(reach).toMatchObject(expected)
  expect(reachSentence(reach, evidence, address, now)).toBe(sentence)
})

test.each([
  ['Could not download image', true],
  ['The url timed out', true],
  ['Unsafe content', false],
  ['Your request was rejected by the safety system: the image shows a person.', false],
  ['The image violates our content policy.', false],
  ['The image was flagged by moderation.', false],
  ['Image download blocked by the referrer-policy of the host', true],
  ['', false],
])('whether "%s" blames a reference: %s', (message, isBlamed) => {
  expect(blamesReference(message)).toBe(isBlamed)
})
