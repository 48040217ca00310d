import { afterEach, expect, test } from 'vitest'
import { findersOn } from '../support/finders.ts'
import { openComposer, promptsOn } from '../support/prompts.ts'
import { type Stage, tick, withoutLiveText } from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { button, prompt } = findersOn(() => stage)
const { addReferences, choose, order, references } = promptsOn(() => stage)

async function open(...args: Parameters<typeof openComposer>) {
  stage = await openComposer(...args)
}

test('references go along in their order, each with its role, after the source’s own picture', async () => {
  await open()
  await withoutLiveText(stage)
  await tick(stage, ['1:1'])
  await prompt().fill('A print')
  await addReferences(['Card', 'Landing hero'])
  await button('Move up: Landing hero').click()
  await stage.window.getByRole('combobox', { name: 'Role of Landing hero' }).selectOption('Subject')
  await addReferences(['Mobile screen'])
  await button('Remove reference: Mobile screen').click()
  await choose(['Poster'])
  const [first] = await order(1)
  expect(first?.prompt).toBe(
    'A print\nImage 2 shows the subject to depict; image 3 shows the style to follow. ' +
      'Image 1 is the design to work on.',
  )
  const shapes = await Promise.all((first?.input_urls ?? []).map(shapeOf))
  // 720 × 960, 1440 × 810 and 400 × 520: told apart by their shapes.
  expect(shapes).toEqual(await Promise.all(['Poster', 'Landing hero', 'Card'].map(shapeOfFrame)))
  expect(stage.complaints).toEqual([])
})

test('a layer that is no frame can be a reference; what can’t be one is named', async () => {
  await open()
  const text = await stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    const { document } = playground ?? {}
    const poster = document?.node(document.byName('Poster'))
    const id = poster?.children.find((child) => document?.node(child).type === 'TEXT') ?? ''
    playground?.person.select([id])
    return document?.node(id).props.name ?? ''
  })
  await stage.window.getByText('Text layer. Its frame is used').waitFor()
  await button('Add selection as reference').click()
  await references().getByText(text).waitFor()
  await button('Add selection as reference').click()
  await stage.window.getByText(`Left out: ${text}. Already in the list.`).waitFor()
})

/** Width over height, to a hundredth. */
const shape = (width: number, height: number) => Math.round((100 * width) / height) / 100

async function shapeOf(uri: string): Promise<number> {
  const size = await stage.page.evaluate(async (src) => {
    const image = new Image()
    image.src = src
    await image.decode()
    return { width: image.naturalWidth, height: image.naturalHeight }
  }, uri)
  return shape(size.width, size.height)
}

async function shapeOfFrame(name: string): Promise<number> {
  const size = await stage.page.evaluate((wanted) => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    const { width = 0, height = 1 } = document?.node(document.byName(wanted)).props ?? {}
    return { width, height }
  }, name)
  return shape(size.width, size.height)
}
