import { expect, test } from 'vitest'
import { createHost } from '../../host/host.ts'
import { env, manifest, tryCode } from './sample.ts'

test('the plugin has what Figma gives it, and nothing else', async () => {
  const { said, run } = await tryCode(`
    const names = ['URL', 'TextEncoder', 'TextDecoder', 'AbortController', 'crypto', 'performance',
      'queueMicrotask', 'structuredClone', 'Blob', 'Headers', 'Intl', 'WebSocket', 'atob', 'window',
      'document', 'process', 'require', 'host', 'std', 'os']
    say(names.filter((name) => typeof globalThis[name] !== 'undefined'))
    say([typeof figma, typeof __html__, typeof console.log, typeof setTimeout, typeof fetch])
    say([figma.command, figma.editorType, figma.apiVersion, 'currentUser' in figma, __html__])
  `)
  expect(said).toEqual([
    [],
    ['object', 'string', 'function', 'function', 'function'],
    ['generate', 'figma', '1.0.0', false, '<p>ui</p>'],
  ])
  expect(run.errors).toEqual([])
})

test('messages are copies of plain data, dates and bytes', async () => {
  const { said } = await tryCode(`
    const message = { n: 1, none: undefined, date: new Date(5), bytes: new Uint8Array([1, 2]), $: 1 }
    say(message)
    message.n = 2
    for (const bad of [() => 1, Symbol('a'), figma.mixed, new ArrayBuffer(2), new Map(), figma.root]) {
      say(attempt(() => say({ bad })))
    }
  `)
  expect(said[0]).toEqual({
    n: 1,
    none: undefined,
    date: new Date(5),
    bytes: new Uint8Array([1, 2]),
    $: 1,
  })
  expect(said.slice(1).map(String)).toEqual(
    ['function', 'symbol', 'symbol', 'ArrayBuffer', 'Map', 'node'].map(
      (what) => `DataCloneError: a ${what} could not be cloned`,
    ),
  )
})

test('messages to the plugin are checked and copied too', async () => {
  const { said, run } = await tryCode(`
    figma.ui.onmessage = (m) => say(['onmessage', m])
    figma.ui.on('message', (m, props) => say(['on', m.bytes.length, props.origin]))
    figma.ui.once('message', () => say('once'))
  `)
  const message = { bytes: new Uint8Array([1, 2, 3]) }
  run.ui.postMessage(message)
  message.bytes[0] = 9
  run.ui.postMessage({ bytes: new Uint8Array(0) })
  expect(() => run.ui.postMessage(new Blob([]))).toThrow('could not be cloned')
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(said).toEqual([
    ['onmessage', { bytes: new Uint8Array([1, 2, 3]) }],
    ['on', 3, 'null'],
    'once',
    ['onmessage', { bytes: new Uint8Array(0) }],
    ['on', 0, 'null'],
  ])
})

test('what the plugin fails to catch is reported', async () => {
  const { run } = await tryCode(`
    figma.ui.onmessage = async () => { await null; throw new Error('late') }
    setTimeout(() => { throw new TypeError('timer') }, 0)
  `)
  run.ui.postMessage(1)
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(run.errors.map((e) => `${e.name}: ${e.message}`).sort()).toEqual([
    'Error: late',
    'TypeError: timer',
  ])
})

test('a syntax error and a top-level throw are reported', async () => {
  for (const [mainJs, name] of [
    ['let = ;', 'SyntaxError'],
    ['throw new RangeError("x")', 'RangeError'],
  ] as const) {
    const run = await createHost({ env, manifest, mainJs, uiHtml: '' }).runPlugin()
    expect(run.errors.map((e) => e.name)).toEqual([name])
    run.kill()
  }
})

test('timers repeat, stop, and die with the plugin', async () => {
  const { said, run } = await tryCode(`
    let n = 0
    const count = () => {
      n += 1
      say(n)
      if (n < 2) return
      clearInterval(id)
      setTimeout(() => say('too late'), 20)
    }
    let id
    figma.ui.onmessage = () => { id = setInterval(count, 1) }
    const never = setTimeout(() => say('never'), 1)
    clearTimeout(never)
  `)
  const killed = new Promise<void>((resolve) => {
    run.ui.onMessage((message) => {
      said.push(message)
      if (message !== 2) return
      run.kill()
      resolve()
    })
  })
  run.ui.postMessage('go')
  await killed
  await new Promise((resolve) => setTimeout(resolve, 40))
  expect(said).toEqual([1, 2])
})

test('run and close events; after closing, the API is gone', async () => {
  const host = createHost({
    env,
    manifest,
    uiHtml: '',
    mainJs: `figma.on('run', ({ command }) => figma.notify('run ' + command))
      figma.on('close', () => figma.notify('closed'))
      figma.showUI('')
      figma.ui.onmessage = () => {
        figma.closePlugin('bye')
        try { figma.currentPage } catch (e) { console.log(e.message) }
      }`,
  })
  const run = await host.runPlugin({ command: 'x' })
  await Promise.resolve()
  run.ui.postMessage(1)
  await run.closed
  expect(run.notifications.map((n) => n.message)).toEqual(['run x', 'bye', 'closed'])
  expect(run.console.map((line) => line.text)).toEqual(['the plugin is closed'])
  expect(host.run).toBeNull()
})

test('starting it again closes the run before', async () => {
  const host = createHost({ env, manifest, mainJs: 'figma.showUI("")', uiHtml: '' })
  const first = await host.runPlugin()
  const second = await host.runPlugin()
  await first.closed
  expect([first.over, second.over]).toEqual([true, false])
  second.kill()
})

test('killing it with promises pending does no harm', async () => {
  for (let i = 0; i < 20; i++) {
    const { run } = await tryCode(`
      const loop = async () => { for (;;) { await figma.clientStorage.getAsync('a'); await null
        await new Promise((r) => setTimeout(r, 0)) } }
      loop(); loop(); new Promise(() => {})
      figma.on('selectionchange', () => {})
    `)
    run.kill()
    run.kill()
    run.ui.postMessage('nobody')
    await run.closed
    expect(run.errors).toEqual([])
  }
})

test('it can be killed from inside a step, and the step does not happen', async () => {
  const host = createHost({
    env,
    manifest,
    uiHtml: '',
    mainJs: `figma.clientStorage.setAsync('a', 1).then(() => figma.createFrame())`,
    onStep: (step) => {
      if (step === 'storage:set') host.run?.kill()
    },
  })
  const run = await host.runPlugin()
  await run.closed
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(host.storage.keys()).toEqual([])
  expect(host.document.node(host.document.currentPage).children).toEqual([])
})

test.each([
  ['message:to-main', false],
  ['message:to-main:done', true],
] as const)('killed at %s, a message was handled: %s', async (at, handled) => {
  const host = createHost({
    env,
    manifest,
    uiHtml: '',
    mainJs: `figma.showUI(''); figma.ui.onmessage = () => figma.createFrame()`,
    onStep: (step) => {
      if (step === at) host.run?.kill()
    },
  })
  const run = await host.runPlugin()
  run.ui.postMessage('make one')
  await run.closed
  expect(host.document.node(host.document.currentPage).children).toHaveLength(handled ? 1 : 0)
})

test('an endless loop ends with the kill that a step asked for', async () => {
  const host = createHost({
    env,
    manifest,
    uiHtml: '',
    mainJs: `figma.on('run', () => { try { figma.createFrame() } catch {} for (;;) {} })`,
    onStep: (step) => {
      if (step === 'create') host.run?.kill()
    },
  })
  const run = await host.runPlugin()
  await run.closed
  expect(host.document.node(host.document.currentPage).children).toEqual([])
  expect(run.errors).toEqual([])
})

test('the window: size, minimum, visibility; no message without one', async () => {
  const { run, said } = await tryCode(`
    figma.ui.resize(10, -5)
    figma.ui.hide()
    figma.notify('x'.repeat(150), { error: true, button: { text: 'Go', action: () => { say('pressed'); return false } } })
    figma.openExternal('https://example.com/')
  `)
  expect(run.window).toMatchObject({ width: 70, height: 0, visible: false, title: 'Sample' })
  expect(run.notifications[0]).toMatchObject({ error: true, button: 'Go' })
  expect(run.notifications[0]?.message).toHaveLength(100)
  run.notifications[0]?.press()
  await Promise.resolve()
  expect(said).toEqual(['pressed'])
  expect(run.openedLinks).toEqual(['https://example.com/'])
  const bare = await createHost({
    env,
    manifest,
    uiHtml: '',
    mainJs: 'figma.ui.postMessage(1)',
  }).runPlugin()
  expect(bare.errors[0]?.message).toMatch('no UI')
})

test('the longest block is known', async () => {
  const { run } = await tryCode(`let x = 0; for (let i = 0; i < 2e6; i++) x += i; say(x)`)
  expect(run.longestBlockMs).toBeGreaterThan(5)
})

test("the plugin's own share of a block leaves out what the stand-in takes", async () => {
  const { run } = await tryCode(`
    const png = new Uint8Array(4e6)
    png.set([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1])
    figma.createImage(png)
  `)
  expect(run.errors).toEqual([])
  expect(run.longestOwnBlockMs).toBeLessThan(run.longestBlockMs)
  expect(run.ownMs).toBeGreaterThanOrEqual(run.longestOwnBlockMs)
})

test('the memory of the sandbox is known, kept bytes included', async () => {
  const small = (await tryCode(`say(1)`)).run.memory()
  const large = (await tryCode(`globalThis.kept = new Uint8Array(4e6)`)).run.memory()
  expect(large.used - small.used).toBeGreaterThan(4e6)
  expect(large.reserved).toBeGreaterThan(large.used)
})
