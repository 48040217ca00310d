import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { loadImage } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import {
  alternativePrefix,
  pendingRenderPrefix,
  swapKey,
} from '../../contract/model/plugin-data/swap-link.ts'
import { recipeKey, replacementKey } from '../../contract/model/plugin-data/recipe.ts'
import * as keys from '../../plugin/plugin-data/keys.ts'
import { marks } from '../../plugin/storage/ledger-keys.ts'
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

test.each(['README.md', 'docs/listing.md'])('%s has as many placements as there are', (page) => {
  const said = [...read(page).matchAll(/\b(\d+) placements/g)].map(([, count]) => Number(count))
  expect(said.length).toBeGreaterThan(0)
  expect(new Set(said)).toEqual(new Set([placements.length]))
})
