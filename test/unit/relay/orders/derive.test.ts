import { expect, test } from 'vitest'
import { createDerivations, isSame } from '../../../../relay/orders/derive.ts'

const derive = createDerivations(Buffer.from('a secret of thirty-two bytes, or'))

// Other values would pay tasks twice after the loss of a database: these may never change.
test('what follows from secret, member and key stays what it is', () => {
  expect({
    task: derive.taskId('ann', 'job-1'),
    upstream: derive.upstreamKey('ann', 'job-1'),
    hook: derive.mac('hook', 'tk-relay-1'),
    ref: derive.mac('ref', 'tk-relay-1', '0', 'ab'),
    account: derive.account('sk-one'),
  }).toEqual({
    account: '2c0ac089',
    hook: 'SvXRkg2MMtAFgIoWSdCssd0QanoOy1zJEpVRs-UjMbQ',
    ref: 'ic7yvUbpVmzldkgv1QXVNC92sD_VMscsx92bkYifTRw',
    task: 'tk-relay-5R3MKN0V4WFS1BDCNBWV6Q38GT',
    upstream: 'restage-relay-aU0qPXRvmKx7_RPsHId5ZItdEXiYenKOcgbZ2afO1z0',
  })
})

test('ids are as long as HiAPI’s, in letters that are not mistaken for each other', () => {
  const ids = Array.from({ length: 200 }, (_, n) => derive.taskId('ann', `job-${n}`))
  for (const id of ids) expect(id).toMatch(/^tk-relay-[0-9A-HJKMNP-TV-Z]{26}$/)
  expect(new Set(ids).size).toBe(200)
  expect(derive.taskId('ann', 'job-1')).toHaveLength(35)
})

test('member, key and purpose are told apart', () => {
  const all = [
    derive.taskId('ann', 'job'),
    derive.taskId('bob', 'job'),
    derive.taskId('an', 'njob'),
    derive.mac('hook', 'a'),
    derive.mac('out', 'a'),
    derive.mac('out', 'a', ''),
    createDerivations(Buffer.from('another secret of 32 bytes......')).mac('hook', 'a'),
  ]
  expect(new Set(all).size).toBe(all.length)
  expect(derive.mac('hook', 'a')).toHaveLength(43)
})

test.each([
  ['the same', (mac: string) => mac, true],
  ['one letter', (mac: string) => mac.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A')), false],
  ['cut', (mac: string) => mac.slice(0, -1), false],
  ['longer', (mac: string) => `${mac}=`, false],
  ['nothing', () => '', false],
  ['many bytes a letter', (mac: string) => mac.slice(0, -2) + 'é', false],
])('a mac is right only if it is whole: %s', (_, change, isRight) => {
  const mac = derive.mac('hook', 'tk-relay-1')
  expect(derive.isMac(change(mac), 'hook', 'tk-relay-1')).toBe(isRight)
})

test('texts of different lengths are compared without an error', () => {
  expect([isSame('', ''), isSame('a', ''), isSame('a', 'b'), isSame('é', 'ab')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})
