import { afterEach, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import {
  onCanvas,
  openStage,
  runAgain,
  select,
  type Stage,
  type StageOptions,
} from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const region = () => stage.window.getByRole('region', { name: 'Swapped' })
const button = (name: string) => region().getByRole('button', { name, exact: true })
const status = () => stage.window.getByRole('status').textContent()
const question = () => stage.window.getByRole('alertdialog', { name: 'Please confirm' })

/** Of each layer with a name: whether it is there, and seen. */
function seen(name: string): Promise<readonly boolean[]> {
  return stage.page.evaluate((wanted) => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    return (document?.descendants(document.rootId) ?? [])
      .map((id) => document?.node(id).props)
      .filter((props) => props?.name === wanted)
      .map((props) => props?.visible !== false)
  }, name)
}

/** What is seen of the only swap, whose ends have the same name: the render, the original. */
async function sides(): Promise<string> {
  const [render, ...others] = await swapped()
  expect(others).toEqual([])
  const all = await seen(render?.name ?? '')
  expect(all.filter(Boolean)).toHaveLength(1)
  return render?.isSeen === true ? 'render' : 'original'
}

interface Found {
  readonly id: string
  readonly name: string
  readonly isSeen: boolean
  /** The job whose picture it shows. */
  readonly job: string
}

/** Every render that took a layer's place. */
function swapped(): Promise<readonly Found[]> {
  return stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    return (document?.descendants(document.rootId) ?? []).flatMap((id) => {
      const { pluginData, props } = document?.node(id) ?? {}
      const end = Object.entries(pluginData ?? {}).find(([key]) => key.endsWith('/swap'))?.[1] ?? ''
      if (!end.includes('"end":"render"')) return []
      const recipe = Object.entries(pluginData ?? {}).find(([key]) => key.endsWith('/recipe'))
      const { job } = JSON.parse(recipe?.[1] ?? '{}') as { job: string }
      return [
        {
          id,
          name: props?.name ?? '',
          isSeen: props?.visible !== false,
          job,
        },
      ]
    })
  })
}

/** The kind of element that has the focus in the window. */
function focused(): Promise<string> {
  return stage.window.locator(':focus').evaluate((element) => element.tagName.toLowerCase())
}

/** Swaps layers, and leaves them selected: the window shows what became of them. */
async function open(
  names: readonly string[],
  options: StageOptions = {},
  copies = '1',
): Promise<void> {
  stage = await openStage(options)
  await stage.window.getByRole('tab', { name: 'Swap' }).click()
  await select(stage, names)
  const prompt = stage.window.getByRole('textbox', { name: 'Prompt', exact: true })
  await prompt.fill('A clay render')
  await stage.window
    .getByRole('radiogroup', { name: 'Copies' })
    .getByRole('radio', { name: copies, exact: true })
    .check()
  await prompt.press('ControlOrMeta+Enter')
  await button('Flip').waitFor()
}

test('flipped by its button, by F from either tab, and by a button on the canvas without a key', async () => {
  await open(['Poster'])
  // The prompt that was written in has gone with the rest of the setup.
  await expect.poll(() => focused()).not.toBe('body')
  await expect.poll(() => sides()).toBe('render')
  await expect.poll(() => button('Flip').getAttribute('aria-keyshortcuts')).toBe('F')
  await button('Flip').click()
  await region().getByText('Original shown.').first().waitFor()
  await expect.poll(() => sides()).toBe('original')
  await stage.page.keyboard.press('f')
  await expect.poll(() => sides()).toBe('render')
  const prompt = stage.window.getByRole('textbox', { name: 'Prompt', exact: true })
  await prompt.fill('')
  await prompt.press('f')
  await expect.poll(() => prompt.inputValue()).toBe('f')
  await stage.window.getByRole('tab', { name: 'Variants' }).click()
  await stage.page.keyboard.press('f')
  await expect.poll(() => sides()).toBe('original')
  await expect.poll(status).toContain('Original shown.')
  // Not behind the sheet with all placements, which covers the window.
  await stage.window.getByRole('button', { name: 'Browse placements' }).click()
  const sheet = stage.window.getByRole('dialog', { name: 'Browse placements' })
  await sheet.getByRole('checkbox').first().press('f')
  await sheet.getByRole('button', { name: 'Done' }).press('Enter')
  await stage.page.keyboard.press('f')
  await expect.poll(() => sides()).toBe('render')
  await stage.page.keyboard.press('f')
  await expect.poll(() => sides()).toBe('original')

  await stage.page.evaluate(() => {
    const storage = (globalThis as unknown as Window).playground?.host.storage
    storage?.set('settings', { ...(storage.get('settings') as object), apiKey: '' })
  })
  await runAgain(stage, 'flip')
  await expect.poll(() => sides()).toBe('render')
  await runAgain(stage, 'restore-original')
  await expect.poll(() => seen('Poster')).toEqual([true])
  await expect.poll(() => swapped()).toEqual([])
  expect(stage.complaints).toEqual([])
})

test('compared by keyboard and pointer, restored, and kept after a question', async () => {
  await open(['Poster'])
  await button('Compare').click()
  const compare = region().getByRole('region', { name: 'Compare' })
  const slider = compare.getByRole('slider', { name: 'Compare' })
  await expect.poll(() => compare.getAttribute('aria-busy')).toBe('false')
  await slider.press('ArrowRight')
  await expect.poll(() => slider.inputValue()).toBe('51')
  await slider.press('Shift+ArrowLeft')
  await expect.poll(() => slider.inputValue()).toBe('41')
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('41 % before, 59 % after')
  const box = await slider.boundingBox()
  if (box === null) throw new Error('There is no slider.')
  await stage.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await stage.page.mouse.down()
  await stage.page.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2, { steps: 4 })
  await stage.page.mouse.up()
  expect(Number(await slider.inputValue())).toBeCloseTo(80, -1)
  const pixels = await compare.locator('canvas').evaluateAll((canvases) =>
    canvases.map((it) => {
      const { width, height } = it as HTMLCanvasElement
      const { data } = (it as HTMLCanvasElement)
        .getContext('2d')
        ?.getImageData(width >> 1, height >> 1, 1, 1) ?? { data: [] }
      return data[3]
    }),
  )
  expect(pixels).toEqual([255, 255])

  await button('Keep render').click()
  await question().getByText('You can undo this').waitFor()
  // A question waits: F is not for the canvas.
  await stage.page.keyboard.press('f')
  await stage.page.keyboard.press('Escape')
  await expect.poll(() => question().count()).toBe(0)
  await expect
    .poll(() => button('Keep render').evaluate((it) => it === document.activeElement))
    .toBe(true)
  await expect.poll(() => sides()).toBe('render')
  await button('Keep render').click()
  await question().getByRole('button', { name: 'Delete the original' }).click()
  // The render has the name of what it was made of.
  await expect.poll(() => seen('Poster')).toEqual([true])
  await expect.poll(() => swapped()).toEqual([])
  await onCanvas(stage, 'undo')
  await expect.poll(() => sides()).toBe('render')

  await select(stage, ['Card'])
  await stage.window.getByRole('button', { name: 'Select all swaps on this page' }).click()
  await button('Restore original').click()
  await expect.poll(() => seen('Poster')).toEqual([true])
  await expect.poll(status).toContain('Original restored.')
  expect(stage.complaints).toEqual([])
})

test('what others do meanwhile is asked about, or said: a text in the render, a lock', async () => {
  await open(['Card'])
  const [card] = await swapped()
  const render = card?.id ?? ''
  /** What a colleague does; the window has no focus, and reads nothing of it. */
  const colleague = (what: 'text' | 'lock') =>
    stage.page.evaluate(
      ([id, deed]) => {
        const { document, person } = (globalThis as unknown as Window).playground ?? {}
        const siblings = document?.node(document.node(id).parent ?? '').children ?? []
        const original = siblings[siblings.indexOf(id) - 1] ?? ''
        if (deed === 'text') document?.person(() => document.create('TEXT', id))
        if (deed === 'lock') person?.set(original, { locked: true })
      },
      [render, what] as const,
    )
  await colleague('text')
  await button('Restore original').click()
  await question().getByText('what was put into it').waitFor()
  await expect.poll(async () => (await swapped()).map(({ id }) => id)).toEqual([render])
  await stage.page.keyboard.press('Escape')
  await colleague('lock')
  await button('Keep render').click()
  await question().getByRole('button', { name: 'Delete the original' }).click()
  await stage.window.getByRole('alert').getByText('It is locked').waitFor()
  await expect.poll(() => sides()).toBe('render')
  expect(stage.complaints).toEqual([])
})

test('what could not be done is said while a run is paused, too', async () => {
  await open(['Card'], { hasRelay: false })
  const broke = { on: 'create', fault: { kind: 'error', status: 402 } } as const
  stage.playground.hiapi?.hiapi.faults.add(broke)
  await select(stage, ['Poster'])
  await stage.window
    .getByRole('textbox', { name: 'Prompt', exact: true })
    .press('ControlOrMeta+Enter')
  const alert = stage.window.getByRole('alert')
  await alert.getByText('Out of HiAPI credit.').waitFor()
  const [card] = await swapped()
  await stage.page.evaluate((id) => {
    const { document, person } = (globalThis as unknown as Window).playground ?? {}
    const siblings = document?.node(document.node(id).parent ?? '').children ?? []
    person?.set(siblings[siblings.indexOf(id) - 1] ?? '', { locked: true })
  }, card?.id ?? '')
  await stage.window.getByRole('button', { name: 'Select all swaps on this page' }).click()
  await button('Keep render').click()
  await question().getByRole('button', { name: 'Delete the original' }).click()
  await alert.getByText('It is locked').waitFor()
  expect(await alert.textContent()).toContain('Out of HiAPI credit.')
})

test('beside a swap that is selected too, what would be swapped next has the rest of the window', async () => {
  await open(['Card'])
  await select(stage, ['Card', 'Poster'])
  await button('Flip').waitFor()
  const list = stage.window.getByRole('list', { name: 'Layers' })
  await list.waitFor()
  // Little more than the padding of both is between them.
  const end = await button('Restore original').evaluate((it) => it.getBoundingClientRect().bottom)
  await expect
    .poll(() => list.evaluate((it) => it.getBoundingClientRect().top))
    .toBeLessThan(end + 100)
})

test('one of several pictures is chosen, and seen on the canvas at once', async () => {
  await open(['Card'], {}, '2')
  const group = region().getByRole('radiogroup', { name: 'Pictures' })
  await expect.poll(() => group.getByRole('radio').count()).toBe(2)
  const before = (await swapped())[0]?.job
  const chosen = group.getByRole('radio', { checked: true })
  const name = await chosen.getAttribute('aria-label')
  await chosen.press(name === 'Picture 1' ? 'ArrowRight' : 'ArrowLeft')
  await expect.poll(async () => (await swapped())[0]?.job).not.toBe(before)
  await expect.poll(() => swapped()).toHaveLength(1)
  await expect.poll(status).toContain('of 2 shown.')
})

test.each(['light', 'dark'] as const)(
  'several at once, and axe finds nothing, %s',
  async (theme) => {
    await open(['Poster', 'Card'], { theme })
    await region().getByText('2 swaps', { exact: true }).waitFor()
    await stage.page.keyboard.press('f')
    await region().getByText('Originals shown.', { exact: true }).waitFor()
    await expect
      .poll(async () => (await swapped()).map(({ isSeen }) => isSeen))
      .toEqual([false, false])
    await expect.poll(() => button('Compare').getAttribute('aria-disabled')).toBe('true')
    await button('Keep render').click()
    await question().getByText('Delete 2 originals?').waitFor()
    expect(await violations(stage)).toEqual([])
    await stage.page.keyboard.press('Escape')
    await select(stage, ['Card'])
    await button('Compare').click()
    await region().getByRole('slider', { name: 'Compare' }).waitFor()
    expect(await violations(stage)).toEqual([])
  },
)

test('"Render again" asks for one more picture to pick from, by the prompt as it was edited', async () => {
  await open(['Card'])
  const before = (await swapped())[0]?.job
  const order = stage.window.locator('#order-note')
  await expect.poll(() => order.textContent()).toBe('1 picture, about $0.03')
  expect(await stage.window.getByRole('list', { name: 'Layers' }).count()).toBe(0)
  expect(await region().getByText('The render is shown').count()).toBe(0)
  const prompt = region().getByRole('textbox', { name: 'Prompt', exact: true })
  await expect.poll(() => prompt.inputValue()).toBe('A clay render')
  await prompt.fill('A glass render')
  await button('Render again').click()
  await region().getByText('Rendering…').waitFor()
  await expect.poll(() => button('Render again').isDisabled()).toBe(true)
  const pictures = region().getByRole('radiogroup', { name: 'Pictures' })
  await expect.poll(() => pictures.getByRole('radio').count()).toBe(2)
  await expect.poll(() => region().getByText('Rendering…').count()).toBe(0)
  expect((await swapped())[0]?.job).not.toBe(before)
  const sent = stage.playground.hiapi?.hiapi.requests.filter(({ op }) => op === 'create') ?? []
  expect(String(sent.at(-1)?.body)).toContain('A glass render')

  // What it showed before is still there to be picked.
  await pictures.getByRole('radio', { name: 'Picture 1' }).click()
  await expect.poll(async () => (await swapped())[0]?.job).toBe(before)
  await expect.poll(() => prompt.inputValue()).toBe('A clay render')
  await onCanvas(stage, 'undo')
  await onCanvas(stage, 'undo')
  await expect.poll(() => pictures.count()).toBe(0)
  await stage.window.getByRole('button', { name: 'Settings' }).click()
  await stage.window.getByRole('button', { name: 'Save', exact: true }).click()
  await region().waitFor()
  await expect.poll(() => focused()).not.toBe('body')
  await expect.poll(async () => (await swapped())[0]?.job).toBe(before)
  expect(stage.complaints).toEqual([])
})

test('"Render again" keeps the words of the original, which is hidden, when its prompt was edited', async () => {
  stage = await openStage()
  await stage.window.getByRole('tab', { name: 'Swap' }).click()
  await select(stage, ['Card'])
  const prompt = () => stage.window.getByRole('textbox', { name: 'Prompt', exact: true })
  await prompt().fill('A clay render saying {text}')
  await prompt().press('ControlOrMeta+Enter')
  await button('Flip').waitFor()
  const bodies = () =>
    (stage.playground.hiapi?.hiapi.requests ?? [])
      .filter(({ op }) => op === 'create')
      .map(({ body }) => (JSON.parse(String(body)) as { input: { prompt: string } }).input.prompt)
  const [first = ''] = bodies()
  expect(first.length).toBeGreaterThan('A clay render saying '.length)
  await prompt().fill('A glass render saying {text}')
  await button('Render again').click()
  await expect.poll(() => bodies().at(-1)).toBe(first.replace('clay', 'glass'))
})

test('a comparison has the layer’s own corners on both sides', async () => {
  await open(['Card'])
  await button('Compare').click()
  const pictures = region().getByRole('region', { name: 'Compare' }).locator('canvas')
  await pictures.first().waitFor()
  const { radius, overflow, width } = await pictures.first().evaluate((it) => {
    const box = it.parentElement ?? it
    const { borderTopLeftRadius, overflow: cut } = getComputedStyle(box)
    return { radius: borderTopLeftRadius, overflow: cut, width: box.clientWidth }
  })
  const wanted = await stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    const { topLeftRadius, width: wide = 1 } = document?.node(document.byName('Card')).props ?? {}
    return Number(topLeftRadius) / wide
  })
  expect(wanted).toBeGreaterThan(0)
  expect(overflow).toBe('hidden')
  expect(Number.parseFloat(radius) / (radius.includes('%') ? 100 : width)).toBeCloseTo(wanted, 2)
})

test('a comparison shows live text as it is, also when that changes while it is open', async () => {
  await open(['Card'])
  await button('Compare').click()
  const after = region().getByRole('region', { name: 'Compare' }).locator('canvas').nth(1)
  await after.waitFor()
  const drawn = () => after.evaluate((it) => (it as HTMLCanvasElement).toDataURL())
  const reading = () => region().getByText('Reading the pictures').count()
  await expect.poll(reading).toBe(0)
  const before = await drawn()
  await stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    const inside = document?.descendants(document.rootId) ?? []
    const text = inside.find((id) => {
      const { type, pluginData } = document?.node(id) ?? {}
      return type === 'TEXT' && Object.keys(pluginData ?? {}).some((key) => key.endsWith('/live'))
    })
    document?.person(() => {
      document.set(text ?? '', { fontSize: 90, runs: [] })
    })
  })
  // Back from the canvas, the designer looks at the window again.
  await stage.window.locator('body').evaluate(() => dispatchEvent(new Event('focus')))
  await expect.poll(drawn).not.toBe(before)
  const now = await drawn()
  await stage.page.waitForTimeout(1000)
  expect(await drawn()).toBe(now)
  expect(stage.complaints).toEqual([])
})
