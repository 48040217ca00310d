import type { PluginAPI } from '@figma/plugin-typings/plugin-api-standalone'
import * as z from 'zod/mini'
import { type Errand, ToPlugin, type ToWindow } from '../messages.ts'
import { answered, messageOf } from '../question.ts'
import { type OpenWorkspace, openWorkspace } from './workspace.ts'
import { questions } from './questions/questions.ts'

declare const figma: PluginAPI
declare const __html__: string

// Figma's sandbox forbids code made from strings, which zod would otherwise try to run.
z.config({ jitless: true })

const events: string[] = ['script']
const waiting = new Map<number, (value: unknown) => void>()
let workspace: OpenWorkspace | null = null

const post = (message: ToWindow) => {
  figma.ui.postMessage(message)
}

function send(errand: Errand): Promise<unknown> {
  const number = waiting.size
  return new Promise((resolve) => {
    waiting.set(number, resolve)
    post({ type: 'errand', number, errand })
  })
}

for (const event of ['selectionchange', 'currentpagechange'] as const) {
  figma.on(event, () => {
    events.push(event)
  })
}

figma.on('run', () => {
  events.push('run')
  figma.showUI(__html__, { width: 560, height: 480, themeColors: true, title: 'Restage probe' })
})

figma.ui.on('message', (said: unknown) => {
  const message = ToPlugin.parse(said)
  if (message.type === 'done') {
    waiting.get(message.number)?.(message.value)
    return
  }
  events.push('window')
  run().catch((error: unknown) => {
    end(`and could not begin: ${messageOf(error)}`, [])
  })
})

// Whatever happens: closed in the middle, nothing is left either.
figma.on('close', () => {
  workspace?.clear()
})

async function run(): Promise<void> {
  const open = await openWorkspace(figma, { events, send })
  workspace = open
  figma.commitUndo()
  const place = open.container.type === 'PAGE' ? 'on a page of its own' : 'in a section of its own'
  try {
    for (const question of questions) {
      post({ type: 'result', result: await answered(question, open) })
    }
  } finally {
    const left = await open.close()
    figma.commitUndo()
    end(place, left)
  }
}

function end(place: string, left: string[]): void {
  const { apiVersion, editorType } = figma
  post({ type: 'end', about: `Plugin API ${apiVersion}, editor ${editorType}, ${place}`, left })
}
