import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ToPlugin, ToWindow } from '../../figma-probe/messages.ts'
import { questions } from '../../figma-probe/plugin/questions/questions.ts'
import type { Result } from '../../figma-probe/question.ts'
import { addFrame, createDocument, person } from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { type Clock, realClock } from '../../host/clock.ts'
import { createNodeEnv } from '../../host/env/node.ts'
import { createHost } from '../../host/host.ts'
import type { Manifest } from '../../host/manifest.ts'
import type { PluginRun } from '../../host/run/plugin-run.ts'
import { ClientStorage } from '../../host/storage.ts'

/** Where the stand-in does otherwise than what is expected of Figma. */
const standInAnswers: Readonly<Record<string, string>> = {
  'code-from-strings': 'runs',
  // It makes no variables.
  'clone-modes': 'failed',
}

const folder = mkdtempSync(join(tmpdir(), 'figma-probe-'))
beforeAll(() => {
  execFileSync(process.execPath, ['build.mjs', '--probe', `--into=${folder}`])
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const built = (name: string) => readFileSync(join(folder, 'probe', name), 'utf8')

interface Played {
  readonly run: PluginRun
  readonly results: readonly Result[]
  /** Where it asked, and what it left; once it has come to its end. */
  readonly ended: Promise<Extract<ToWindow, { type: 'end' }>>
}

/** Starts the probe, and does what its window does for it. */
async function play(
  document: HostDocument,
  storage = new ClientStorage(),
  clock: Clock = realClock,
): Promise<Played> {
  const host = createHost({
    env: createNodeEnv(),
    manifest: JSON.parse(built('manifest.json')) as Manifest,
    mainJs: built('main.js'),
    uiHtml: built('ui.html'),
    document,
    storage,
    clock,
  })
  const run = await host.runPlugin()
  const results: Result[] = []
  const say = (message: ToPlugin) => run.ui.postMessage(message)
  const ended = new Promise<Extract<ToWindow, { type: 'end' }>>((resolve) => {
    run.ui.onMessage((said) => {
      const message = ToWindow.parse(said)
      if (message.type === 'result') results.push(message.result)
      else if (message.type === 'end') resolve(message)
      else {
        const { number, errand } = message
        const { width = 0, height = 0 } = run.window ?? {}
        const size = `${String(width)} × ${String(height)}`
        say({ type: 'done', number, value: errand.name === 'echo' ? errand.bytes : size })
      }
    })
  })
  say({ type: 'ready' })
  return { run, results, ended }
}

/** What is waited for passes in moments; how long Figma may take does not matter here. */
const hasty: Clock = { ...realClock, set: (act, delay) => realClock.set(act, delay / 50) }

/** A file with a frame, and a selection on it. */
function fileOf(options: { maxPages?: number } = {}): HostDocument {
  const document = createDocument(options)
  const frame = addFrame(document, document.currentPage)
  person(document).select([frame])
  document.commitUndo()
  return document
}

/** What a designer has. The selection is Figma’s to keep, and lost with a run that is killed. */
const snapshotOf = (document: HostDocument) => ({
  pages: document.pages.map((page) => [page, ...document.descendants(page)]),
  data: document.node(document.rootId).pluginData,
  page: document.currentPage,
})

const answersOf = (results: readonly Result[]) =>
  Object.fromEntries(results.map(({ id, answer, detail }) => [id, { answer, detail }]))

test('every question has an answer in the stand-in, as the table expects it, and all is cleared away', async () => {
  const document = fileOf()
  const storage = new ClientStorage()
  const before = snapshotOf(document)
  const selected = document.selection()
  const { run, results, ended } = await play(document, storage)
  const { about, left } = await ended
  expect(results.map(({ id }) => id)).toEqual(questions.map(({ id }) => id))
  const expected = questions.map(({ id, expected }) => [id, standInAnswers[id] ?? expected])
  expect(answersOf(results)).toMatchObject(
    Object.fromEntries(expected.map(([id, answer]) => [id, { answer }])),
  )
  expect(about).toContain('on a page of its own')
  expect(left).toEqual([])
  expect(snapshotOf(document)).toEqual(before)
  expect(document.selection()).toEqual(selected)
  expect(storage.keys()).toEqual([])
  expect(run.errors).toEqual([])
  run.close()
})

test('where there can be no further page it asks in a section of its own, and takes it away', async () => {
  const document = fileOf({ maxPages: 1 })
  const before = snapshotOf(document)
  const { run, results, ended } = await play(document)
  const { about, left } = await ended
  expect(about).toContain('in a section of its own')
  expect(results.map(({ id }) => id)).toEqual(questions.map(({ id }) => id))
  expect(left).toEqual([])
  expect(snapshotOf(document)).toEqual(before)
  run.close()
})

test('somebody who has gone to its page meanwhile is taken back, and the page is gone', async () => {
  const document = fileOf()
  const before = snapshotOf(document)
  const { run, results, ended } = await play(document, new ClientStorage(), hasty)
  await expect.poll(() => results.length, { interval: 1 }).toBeGreaterThanOrEqual(3)
  const own = document.pages.find((page) => page !== before.page) ?? ''
  person(document).setCurrentPage(own)
  expect((await ended).left).toEqual([])
  expect(snapshotOf(document)).toEqual(before)
  run.close()
})

const ends: readonly [string, (run: PluginRun) => void][] = [
  ['closed', (run) => run.close()],
  ['killed', (run) => run.kill()],
]
const moments = [1, 9, 15, 21, questions.length - 1]

test.each(ends.flatMap(([name, stop]) => moments.map((at) => ({ name, stop, at }))))(
  '$name after $at answers, it has left nothing after the next run',
  async ({ stop, at }) => {
    const document = fileOf()
    const storage = new ClientStorage()
    const before = snapshotOf(document)
    const first = await play(document, storage, hasty)
    await expect.poll(() => first.results.length, { interval: 1 }).toBeGreaterThanOrEqual(at)
    stop(first.run)
    const second = await play(document, storage, hasty)
    expect((await second.ended).left).toEqual([])
    expect(snapshotOf(document)).toEqual(before)
    expect(storage.keys()).toEqual([])
    second.run.close()
  },
)
