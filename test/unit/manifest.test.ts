import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { defaultApiAddress } from '../../contract/model/client-storage/settings.ts'
import { publicPriceList } from '../../contract/hiapi/price-list.ts'
import { commands } from '../../contract/protocol/commands.ts'

const Command = z.strictObject({
  name: z.string().check(z.minLength(1)),
  command: z.enum(commands),
})

/** Only what developers.figma.com/docs/plugins/manifest names, and of that only what we use. */
const Manifest = z.strictObject({
  name: z.literal('Restage'),
  id: z.string().check(z.regex(/^\d+$/)),
  api: z.literal('1.0.0'),
  main: z.literal('dist/main.js'),
  ui: z.literal('dist/ui.html'),
  documentAccess: z.literal('dynamic-page'),
  editorType: z.tuple([z.literal('figma')]),
  networkAccess: z.strictObject({
    allowedDomains: z.array(z.string()),
    devAllowedDomains: z.array(z.string()),
    reasoning: z.string().check(z.minLength(40)),
  }),
  menu: z.array(z.union([Command, z.strictObject({ separator: z.literal(true) })])),
  relaunchButtons: z.array(
    z.strictObject({ ...Command.shape, multipleSelection: z.optional(z.boolean()) }),
  ),
})

const text = readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8')
const manifest = Manifest.parse(JSON.parse(text))
const { allowedDomains, devAllowedDomains, reasoning } = manifest.networkAccess

test('the allow-list names exact https hosts, and of the web site one page: no wildcards, no localhost', () => {
  expect(allowedDomains).toEqual([defaultApiAddress, 'https://cdn.hiapi.ai', publicPriceList])
  for (const domain of allowedDomains) {
    const { href, origin } = new URL(domain)
    // Without a slash at the end a path is matched exactly.
    expect(domain).toBe(domain === publicPriceList ? href.replace(/\/$/, '') : origin)
    expect(domain).toMatch(/^https:\/\/[a-z.]+(\/[a-z/]+[a-z])?$/)
  }
})

test('the id is a number like Figma’s, which no other plugin in development has by chance', () => {
  expect(manifest.id).toMatch(/^[1-9]\d{18}$/)
  expect(new Set(manifest.id).size).toBeGreaterThan(5)
  expect('12345678901234567890').not.toContain(manifest.id)
})

test('localhost is for development only', () => {
  for (const domain of devAllowedDomains) expect(domain).toMatch(/^http:\/\/localhost:\d+$/)
})

test('the reasoning names every host that it asks for', () => {
  for (const domain of allowedDomains) expect(reasoning).toContain(new URL(domain).host)
})

test('every command that the plugin handles can be reached, each once', () => {
  const named = [...manifest.menu, ...manifest.relaunchButtons].flatMap((entry) =>
    'command' in entry ? entry.command : [],
  )
  expect(named.sort()).toEqual([...commands].sort())
})

test('the buttons on variants and swaps serve a whole selection', () => {
  expect(manifest.relaunchButtons).toEqual([
    { command: 'flip', name: 'Flip', multipleSelection: true },
    { command: 'compare', name: 'Compare' },
    { command: 'restore-original', name: 'Restore original', multipleSelection: true },
    { command: 'show-recipe', name: 'Open in Restage', multipleSelection: true },
    { command: 'regenerate', name: 'Regenerate', multipleSelection: true },
    { command: 'vary', name: 'Vary', multipleSelection: true },
    { command: 'use-recipe', name: 'Use this recipe', multipleSelection: true },
  ])
})
