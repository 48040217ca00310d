import { expect, test } from 'vitest'
import { findChromium, type Candidate, type Way } from '../../browser/chromium/find.ts'
import { usualPlaces } from '../../browser/chromium/places.ts'

/** Ways that write down that they were gone. */
function waysOf(...offers: readonly (readonly string[])[]) {
  const gone: number[] = []
  const ways = offers.map((programs, number): Way => async () => {
    gone.push(number)
    return programs.map((executablePath) => ({ executablePath }))
  })
  return { ways, gone }
}

const startsOnly =
  (...programs: readonly string[]) =>
  async ({ executablePath = '' }: Candidate) =>
    programs.includes(executablePath) ? executablePath : null

test('the first browser that starts is taken, and nothing is fetched beyond it', async () => {
  const { ways, gone } = waysOf(['/a', '/b'], ['/c'], ['/fetched'])
  expect(await findChromium(ways, startsOnly('/b', '/c', '/fetched'))).toBe('/b')
  expect(gone).toEqual([0])
})

test('one that is there and does not start is passed over', async () => {
  const { ways, gone } = waysOf(['/without-libraries'], [], ['/fetched'])
  expect(await findChromium(ways, startsOnly('/fetched'))).toBe('/fetched')
  expect(gone).toEqual([0, 1, 2])
})

test('where none is to be had, one sentence says what to do', async () => {
  const { ways } = waysOf(['/a'], [])
  await expect(findChromium(ways, startsOnly())).rejects.toThrow(
    /^No browser was found that starts: install .*, or set CHROMIUM to the path of one\.$/,
  )
})

test.each([
  ['linux', { PATH: '/opt/tools:/usr/bin' }, '/opt/tools/chromium-headless-shell'],
  ['linux', {}, '/snap/bin/chromium'],
  ['linux', {}, '/usr/bin/microsoft-edge'],
  ['darwin', {}, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  [
    'darwin',
    { HOME: '/Users/ada' },
    '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  [
    'win32',
    { ProgramFiles: 'C:\\Program Files' },
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  [
    'win32',
    { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' },
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
] as const)('on %s with %o it may be at %s', (platform, env, place) => {
  expect(usualPlaces(platform, env)).toContain(place)
})

test('the shell without windows comes before all others, wherever it is', () => {
  const places = usualPlaces('linux', { PATH: '/opt/tools:/usr/bin' })
  const first = places.findIndex((place) => !place.endsWith('/chromium-headless-shell'))
  expect(places.lastIndexOf('/snap/bin/chromium-headless-shell')).toBe(first - 1)
})
