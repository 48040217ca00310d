import { afterEach, expect, test } from 'vitest'
import { findersOn } from '../support/finders.ts'
import { windowShown } from '../support/plugin-window.ts'
import {
  deliver,
  openRatios,
  openStage,
  select,
  type Stage,
  type StageOptions,
  tick,
} from '../support/stage.ts'
import { createLook, type Look } from '../support/views.ts'

let stage: Stage
let look: Look
afterEach(() => stage.close())

const { button, role, settings } = findersOn(() => stage)
const box = (name: string) => role('textbox', { name, exact: true })
const text = (words: string) => stage.window.getByText(words).first()
const search = () => role('searchbox', { name: 'Search placements and ratios' })
const chosen = (name: string) =>
  role('list', { name: 'Chosen targets' }).getByRole('button', { name: new RegExp(`^${name}`) })

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage(options)
  look = await createLook(stage)
}

/** Selects frames, and waits until the window shows them. */
async function choose(...names: readonly string[]): Promise<void> {
  await select(stage, names)
  for (const name of names) await role('list', { name: 'Sources' }).getByText(name).waitFor()
}

test('the settings, from the first start on', async () => {
  await open({ hasRelay: false })
  await stage.page.evaluate(async () => {
    const { playground } = globalThis as unknown as Window
    playground?.host.storage.delete('settings')
    await playground?.run()
  })
  await windowShown(stage.page)
  await settings().waitFor()
  await look('first start, without a key')
  await button('Advanced').click()
  await look('advanced settings')
  await box('Confirm runs over ($)').fill('plenty')
  await box('Layer names').fill('{source} {date}')
  await box('API address').fill('no address')
  await box('Callback URL').fill('no address')
  await button('Save').click()
  await text('Enter US dollars').waitFor()
  await look('settings with mistakes')

  await role('tab', { name: 'Variants' }).click()
  await choose('Poster')
  await text('Add an API key in').waitFor()
  await look('composer without a key')
  await button('Settings').click()
  await settings().getByLabel('API key').fill('sk-playground')
  await button('Advanced').click()
  const api = stage.playground.hiapi?.apiUrl ?? ''
  await box('API address').fill(api)
  await button('Test connection').click()
  await text('Connected. Save to continue.').waitFor()
  await look('connection tested')
  await button('Save').click()
  await settings().waitFor({ state: 'detached' })
  await button('Settings').click()
  await button('Forget key').click()
  await role('alertdialog', { name: 'Forget key' }).waitFor()
  await look('asked whether to forget the key')
  await role('alertdialog').getByRole('button', { name: 'Forget key' }).click()
  await text('Key removed.').waitFor()
  await look('key removed')
})

test('sources and prompt', async () => {
  await open()
  await select(stage, [])
  await text('Select a frame.').waitFor()
  await look('composer, nothing selected')
  await choose('Price tag')
  await button('Use its frame').waitFor()
  await look('a nested layer')
  await select(stage, ['AURORA ONE'])
  await text('Text layer. Its frame is used').waitFor()
  await look('a text layer')
  await choose('Poster', 'Card', 'Landing hero', 'Dashboard', 'Mobile screen')
  await button('Pin sources').click()
  await select(stage, ['Banner'])
  await stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    playground?.person.remove(playground.frameByName('Card'))
  })
  await text('Deleted').waitFor()
  await look('pinned sources, one deleted')
  await button('Pin sources').click()
  await choose('Banner')
  await box('Prompt').fill('My own words')
  await button('History').click()
  await text('Your prompts will appear here.').waitFor()
  await look('history, empty')
  await button('Presets').click()
  await look('presets')
  await role('searchbox', { name: 'Search presets' }).fill('no such thing')
  await text('No presets found.').waitFor()
  await look('no presets found')
  await role('searchbox', { name: 'Search presets' }).fill('packshot')
  await button(/^Packshot on white/).click()
  await button('Undo').waitFor()
  await look('a preset taken')
  await text('More options').click()
  await button('Add selection as reference').click()
  await choose('Poster')
  await button('Add selection as reference').click()
  const references = role('list', { name: 'References' })
  await expect.poll(() => references.getByRole('listitem').count()).toBe(2)
  await role('checkbox', { name: 'Keep text exactly' }).check()
  await text('Found 5 text layers').waitFor()
  await look('more options, with references and text kept')
  await deliver(stage, ['Instagram story'])
  await text('Extra prompt per placement').click()
  await text('Preview prompt').click()
  await role('group', { name: 'Preview prompt' }).waitFor()
  await look('extra prompts, and the preview')
})

test('what to deliver', async () => {
  await open()
  await choose('Poster')
  await box('Prompt').fill('A print on a sunlit table')
  await text('Nothing chosen yet.').waitFor()
  await look('prompt alone')
  await search().fill('no such thing')
  await text('No size matches').waitFor()
  await look('no size found')
  await search().fill('story')
  await role('checkbox', { name: /^Instagram story, / }).check()
  await look('search results')
  await search().fill('801 x 333')
  await button('Add 801 × 333').waitFor()
  await look('a size to add')
  await deliver(stage, ['Google leaderboard', 'Google skyscraper', 'Facebook ad portrait'])
  await chosen('Google skyscraper').click()
  await role('slider', { name: 'Focal point of Google skyscraper' }).waitFor()
  await look('a target opened, with its focal point')
  await chosen('Google leaderboard').click()
  await text('Instead…').click()
  await look('a severe crop')
  await role('checkbox', { name: /^Use anyway/ }).check()
  await chosen('Facebook ad portrait').click()
  await role('combobox', { name: /^Ratio and resolution/ })
    .first()
    .selectOption({ index: 1 })
  await look('a crop agreed to, another pair ordered')
  await role('button', { name: 'Remove Google leaderboard' }).click()
  await openRatios(stage)
  await tick(stage, ['3:1', '16:9'])
  await role('combobox', { name: 'Frame size' }).selectOption('Long edge')
  await box('Long edge in pixels').fill('0')
  await role('radiogroup', { name: 'Resolution' }).getByText('2K').click()
  await text('3:1 left out at 2K.').waitFor()
  await look('plain ratios, one left out, a long edge that is none')
  await box('Long edge in pixels').fill('800')
  await stage.window.locator('summary#order-note').click()
  await role('list', { name: 'Estimate by target' }).waitFor()
  await look('what each target costs')
})

test('sets, and all placements', async () => {
  await open()
  await choose('Poster')
  await box('Prompt').fill('A print on a sunlit table')
  await deliver(stage, ['Instagram story'])
  await button('Save as set…').click()
  await look('a set to be saved')
  await button('Save').click()
  await button('Edit Launch kit').click()
  await look('a set to be changed')
  await button('Browse placements').click()
  await role('dialog').getByRole('button', { name: 'Favourite: Poster' }).click()
  await look('all placements')
  await button('Custom size…').click()
  await role('group', { name: 'Custom placement' }).getByText('Save').click()
  await text('Give it a name.').waitFor()
  await look('a size of one’s own, with mistakes')
  await box('Name').fill('Shop window')
  await box('Width').fill('1200')
  await box('Height').fill('1600')
  await box('Height').press('Enter')
  await role('button', { name: 'Edit Shop window' }).click()
  const form = role('group', { name: 'Custom placement' })
  await form.getByRole('button', { name: 'Delete' }).click()
  await text('Delete Shop window?').waitFor()
  await look('asked whether to delete a size')
})
