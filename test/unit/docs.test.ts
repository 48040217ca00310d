import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { loadImage } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { defaultModel } from '../../contract/hiapi/models/models.ts'
import { mostBlocks } from '../../contract/model/live-text.ts'
import {
  alternativePrefix,
  pendingRenderPrefix,
  swapKey,
} from '../../contract/model/plugin-data/swap-link.ts'
import { recipeKey, replacementKey } from '../../contract/model/plugin-data/recipe.ts'
import { mostLayers } from '../../plugin/live-text/find-live-layers.ts'
import * as keys from '../../plugin/plugin-data/keys.ts'
import { marks } from '../../plugin/storage/ledger-keys.ts'
import { readSettings } from '../../relay/settings.ts'
import { placements } from '../../ui/catalog/targets/placements.ts'
import { scenes } from '../playground/scenes.ts'

const root = new URL('../..', import.meta.url).pathname
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'relay/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** Links and pictures of a page that lead to files of the project; paths from its root. */
function linksIn(page: string): { readonly file: string; readonly anchor: string }[] {
  const targets = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#')
      return { file: path === '' ? page : relative('.', join(dirname(page), path)), anchor }
    })
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsIn(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** Pictures of the window are taken by `npm run shots`. */
const taken = scenes.map(({ name }) => `docs/pictures/${name}.png`)

describe.each(pages)('%s', (page) => {
  test('leads to what is there', () => {
    const lost = linksIn(page).filter(
      ({ file, anchor }) =>
        !existsSync(join(root, file)) || (anchor !== '' && !anchorsIn(file).includes(anchor)),
    )
    expect(lost).toEqual([])
  })
})

test('each picture that is taken is shown somewhere', () => {
  const shown = pages.flatMap(linksIn).map(({ file }) => file)
  expect(taken.filter((picture) => !shown.includes(picture))).toEqual([])
})

test.each(scenes)('the picture of $name is taken for dense screens', async ({ name, size }) => {
  const { width } = await loadImage(join(root, `docs/pictures/${name}.png`))
  expect(width).toBe(2 * size.width)
})

test.each([
  ['icon', 128, 128, 15_000],
  ['cover', 1920, 1080, 200_000],
] as const)(
  'the listing has its %s, as Figma wants it, and small',
  async (name, width, height, most) => {
    const file = join(root, `docs/listing/${name}.png`)
    expect(await loadImage(file)).toMatchObject({ width, height })
    expect(statSync(file).size).toBeLessThan(most)
  },
)

test('the tagline has at most 100 characters', () => {
  const [, tagline = ''] = /## Tagline[^>]*> (.+)/.exec(read('docs/listing.md')) ?? []
  expect(tagline.length).toBeGreaterThan(20)
  expect(tagline.length).toBeLessThanOrEqual(100)
})

describe('the page of the relay', () => {
  const page = read('relay/README.md')
  /** Names of settings in a text; one of the examples ends in the middle of its line. */
  const settingsIn = (text: string) =>
    [
      ...new Set([...text.matchAll(/\b(?:RELAY|HIAPI|AWS)_[A-Z_]+\b/g)].map(([name]) => name)),
    ].sort()

  test('has each setting, and no other', () => {
    const table = page.slice(page.indexOf('\n## Settings\n'), page.indexOf('\n## What is stored'))
    const known = settingsIn(read('relay/settings.ts'))
    expect(known.length).toBeGreaterThan(20)
    expect(settingsIn(table)).toEqual(known)
    const deployed = ['compose.yaml', 'Dockerfile', 'Caddyfile', 'restage-relay.service'].map(
      (name) => read(`relay/deploy/${name}`),
    )
    const used = settingsIn([page, ...deployed].join('\n'))
    expect(used.filter((name) => !known.includes(name))).toEqual([])
  })

  test('passes each setting of relay.env on to the relays of compose.yaml, a budget too', () => {
    const [, relays = ''] =
      /^x-relay: &relay\n([^]*?)\n\n/m.exec(read('relay/deploy/compose.yaml')) ?? []
    expect(relays).toContain('\n  env_file: relay.env\n')
    expect(read('relay/deploy/Dockerfile.dockerignore')).toMatch(/\nrelay\/deploy\n$/)
  })

  test('has the defaults of settings that are numbers', () => {
    const { most, lookAfter, keepDays, promptDays, referenceMax, proxies } = readSettings({})
    const defaults = {
      RELAY_AT_ONCE: most.atOnce,
      RELAY_LOOK_AFTER: lookAfter / 1000,
      RELAY_KEEP_DAYS: keepDays,
      RELAY_PROMPT_DAYS: promptDays,
      RELAY_REFERENCE_MAX: referenceMax,
      RELAY_PROXIES: proxies,
    }
    const told = Object.keys(defaults).map((name) => {
      const [, value] = new RegExp(`^\\| \`${name}\`.*\\| (\\d+) *\\|$`, 'm').exec(page) ?? []
      return [name, Number(value)]
    })
    expect(Object.fromEntries(told)).toEqual(defaults)
  })

  test.each([
    ['relay/queue/sweep.ts', /const keepRows = (\d+) \* day/, /the rest: (\d+) days/],
    ['relay/queue/sweep.ts', /const keepAudit = (\d+) \* day/, /\| audit:.*\| (\d+) days/],
    ['relay/store/references.ts', /referenceLifetime = (\d+) \* 3_6/, /until (\d+) hours after/],
    ['relay/store/members.ts', /oldTokenLifetime = (\d+) \* 3_6/, /for another (\d+) hours/],
    ['relay/queue/submit.ts', /addressLifetime = (\d+) \* 3_6/, /that end after (\d+) hours/],
    ['relay/http/files.ts', /referenceOpen = (\d+) \* 3_6/, /one reference for (\d+) hours/],
  ])('says how long something lasts as %s has it: %s', (file, inCode, onPage) => {
    const [, lasts] = inCode.exec(read(file)) ?? []
    expect(lasts).toBeDefined()
    expect(onPage.exec(page)?.[1]).toBe(lasts)
  })

  test('says how large the built file is at most', () => {
    const [, most = ''] = /^const most = ([\d_]+)$/m.exec(read('relay/build.mjs')) ?? []
    const [, said] = /one file of less than (\d+) kB/.exec(page) ?? []
    expect(Number(most.replaceAll('_', ''))).toBeGreaterThan(0)
    expect(Number(most.replaceAll('_', ''))).toBeLessThan(Number(said) * 1000)
  })

  test('has each command', () => {
    const [, table = ''] = /^const commands: [^{]*\{\n([^]*?)\n\}/m.exec(read('relay/cli.ts')) ?? []
    const names = [...table.matchAll(/^ {2}(\w+):/gm)].map(([, name = '']) => name)
    expect(names.length).toBeGreaterThan(6)
    const all = [...names, 'key', 'help']
    expect(all.filter((name) => !page.includes(`\`npm run relay -- ${name}`))).toEqual([])
  })
})

describe('the page for reviewers', () => {
  const page = read('docs/review.md')

  test('names each key of what is stored', () => {
    const files = readdirSync(join(root, 'plugin/storage')).map((name) =>
      read(`plugin/storage/${name}`),
    )
    const stored = files.flatMap((text) =>
      [...text.matchAll(/^(?:export )?const (?:key|prefix) = '([\w-]+\/?)'/gm)].map(
        ([, key = '']) => key,
      ),
    )
    expect(stored.length).toBeGreaterThan(6)
    const shared = [recipeKey, replacementKey, alternativePrefix, pendingRenderPrefix, swapKey]
    const own: readonly string[] = Object.values(keys)
    const all = [...stored, ...shared, ...own, ...marks.map((mark) => `${mark}/`)]
    const told = (key: string) => page.includes(/[/-]$/.test(key) ? `\`${key}…\`` : `\`${key}\``)
    expect(all.filter((key) => !told(key))).toEqual([])
  })

  test.each([
    ['plugin/jobs/find-undone.ts', 'mostNoted', /`placed-…`.*the last (\d+) jobs/],
    ['contract/model/client-storage/ledger.ts', 'mostPlaced', /`placed\/…`.*the newest (\d+)/],
    ['plugin/storage/placed-tasks.ts', 'most', /`receipt\/…`.*the newest (\d+)/],
    ['plugin/storage/drafts.ts', 'mostFiles', /`drafts`.*the (\d+) files/],
    ['plugin/storage/library.ts', 'mostPrompts', /`library`.*at most (\d+) prompts/],
  ])('says how many are kept as %s has it', (file, name, sentence) => {
    const [, kept] = new RegExp(`const ${name} = (\\d+)`).exec(read(file)) ?? []
    expect(kept).toBeDefined()
    expect(sentence.exec(page)?.[1]).toBe(kept)
  })

  test('names each address of the manifest', () => {
    const Manifest = z.object({ networkAccess: z.object({ allowedDomains: z.array(z.string()) }) })
    const { allowedDomains } = Manifest.parse(JSON.parse(read('manifest.json'))).networkAccess
    expect(allowedDomains.filter((address) => !page.includes(`\`${address}\``))).toEqual([])
  })

  test('names tests and files that are there', () => {
    const paths = [...page.matchAll(/`((?:test|plugin|contract)\/[\w./-]+|licences\.mjs)`/g)]
    expect(paths.length).toBeGreaterThan(15)
    const lost = paths.filter(([, path = '']) => !existsSync(join(root, path)))
    expect(lost.map(([, path]) => path)).toEqual([])
  })
})

/** The numbers in front of some words, wherever a page has them. */
function numbersIn(page: string, words: string): Set<number> {
  const found = read(page).matchAll(new RegExp(`\\b(\\d+|fifteen)\\s+(?:${words})`, 'gi'))
  return new Set(Array.from(found, ([, number = '']) => (/\d/.test(number) ? Number(number) : 15)))
}

describe.each(['README.md', 'docs/listing.md', 'CHANGELOG.md'])('%s', (page) => {
  test('has as many placements as there are', () => {
    expect(numbersIn(page, 'placements')).toEqual(new Set([placements.length]))
  })
})

test.each(['README.md', 'docs/listing.md', 'CHANGELOG.md', 'docs/guide.md'])(
  '%s has as many ratios as the model makes',
  (page) => {
    const ratios = Object.keys(defaultModel.cells).filter((ratio) => ratio !== 'auto')
    expect(numbersIn(page, 'plain ratios|ratios|shapes')).toEqual(new Set([ratios.length]))
  },
)

test.each(['README.md', 'CHANGELOG.md'])('%s has as many references as the model takes', (page) => {
  const most = defaultModel.references.most - 1
  expect(numbersIn(page, 'further\\s+references')).toEqual(new Set([most]))
})

test.each(['README.md', 'docs/guide.md', 'docs/listing.md'])('%s has the prices', (page) => {
  const { dollars } = defaultModel.prices
  const [one, two, four] = (['1K', '2K', '4K'] as const).map((each) => dollars[each].toFixed(2))
  const text = read(page).replace(/\n(?:> )?/g, ' ')
  expect(text).toContain(`about $${one} at 1K, $${two} at 2K, $${four} at 4K`)
})

test('the guide has the limits of live text', () => {
  const code = read('plugin/live-text/find-live-layers.ts')
  const [, texts, share] = /variants: .*texts: (\d+), share: ([\d.]+)/.exec(code) ?? []
  const [, swapped] = /swap: \{ blocks: (\d+), texts: \1,/.exec(code) ?? []
  const guide = read('docs/guide.md').replace(/\n/g, ' ')
  expect(guide).toContain(`more than ${String(Number(share) * 100)} % text`)
  expect(guide).toContain(`more than ${String(mostBlocks)} blocks or ${String(texts)} texts`)
  expect(guide).toContain(`Swap takes ${String(swapped)} of each`)
  expect(guide).toContain(`more than ${mostLayers.toLocaleString('en')} layers`)
})
