import { createDocument } from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { createNodeEnv } from '../../host/env/node.ts'
import { createHost, type Host, type HostOptions } from '../../host/host.ts'
import type { PluginRun } from '../../host/run/plugin-run.ts'

export const manifest = {
  id: 'plugin-1',
  name: 'Sample',
  documentAccess: 'dynamic-page',
  editorType: ['figma'],
  relaunchButtons: [{ command: 'again', name: 'Again' }],
}

export const env = createNodeEnv()

/** For code that writes: a new text, and the two fonts that are loaded. */
export const withText = `
  const regular = { family: 'Inter', style: 'Regular' }
  const bold = { family: 'Inter', style: 'Bold' }
  await figma.loadFontAsync(regular)
  await figma.loadFontAsync(bold)
  const text = figma.createText()
`

export type Tried = {
  /** Results of the code, as it posted them with `say`. */
  said: unknown[]
  run: PluginRun
  host: Host
  document: HostDocument
}

const done = 'the code has run'
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

/** Waits until something holds; a test that waits in vain says so by its own expectation. */
export const soon = async (holds: () => boolean): Promise<void> => {
  for (let i = 0; i < 400 && !holds(); i++) await settled()
}

/** Gives a piece of plugin code a host, lets it run, and gathers what it says. */
export const tryCode = async (code: string, options: Partial<HostOptions> = {}): Promise<Tried> => {
  const document = options.document ?? createDocument()
  const mainJs = `(() => { 'use strict'
    const say = (value) => figma.ui.postMessage(value)
    const attempt = (act) => { try { return act() } catch (e) { return e.name + ': ' + e.message } }
    const attemptAsync = async (act) => { try { return await act() } catch (e) { return e.message } }
    figma.showUI(__html__);
    (async () => { ${code} })().catch((e) => say('FAILED ' + e.name + ': ' + e.message + e.stack))
      .then(() => say('${done}'))
  })()`
  const host = createHost({ env, manifest, mainJs, uiHtml: '<p>ui</p>', ...options, document })
  const said: unknown[] = []
  const run = await host.runPlugin({ command: 'generate' })
  run.ui.onMessage((message) => said.push(message))
  await soon(() => said.includes(done))
  await settled()
  if (said.includes(done)) said.splice(said.indexOf(done), 1)
  return { said, run, host, document }
}
