import { type Errand, ToWindow, type ToPlugin } from '../messages.ts'
import { answered, type Result } from '../question.ts'
import { renderReport } from '../report.ts'
import { questions } from './questions/questions.ts'

const results: Result[] = []

const field = part('report', HTMLTextAreaElement)
const state = part('state', HTMLElement)

function part<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id)
  if (element instanceof kind) return element
  throw new Error(`The page has no ${id}.`)
}

const post = (message: ToPlugin) => {
  parent.postMessage({ pluginMessage: message }, '*')
}

addEventListener('message', ({ data, source }: MessageEvent<unknown>) => {
  if (source !== parent || typeof data !== 'object' || data === null) return
  if (!('pluginMessage' in data)) return
  const message = ToWindow.parse(data.pluginMessage)
  switch (message.type) {
    case 'errand':
      post({ type: 'done', number: message.number, value: run(message.errand) })
      break
    case 'result':
      results.push(message.result)
      state.textContent = `Asking Figma: ${String(results.length)} answers…`
      break
    case 'end':
      void finish(message.about, message.left)
      break
  }
})

function run(errand: Errand): unknown {
  switch (errand.name) {
    case 'size':
      return `${String(innerWidth)} × ${String(innerHeight)}`
    case 'echo':
      return errand.bytes
  }
}

async function finish(about: string, left: readonly string[]): Promise<void> {
  state.textContent = 'Asking the window…'
  for (const question of questions) results.push(await answered(question, null))
  field.value = renderReport({
    day: new Date().toISOString().slice(0, 10),
    about: [about, navigator.userAgent],
    results,
    left,
  })
  state.textContent = 'Done. Select the report, copy it, and paste it into an issue.'
}

// Figma keeps the clipboard from its windows: what is selected is copied by hand.
part('select', HTMLButtonElement).addEventListener('click', () => {
  field.focus()
  field.select()
  state.textContent = 'Selected. Copy it with Ctrl+C, or ⌘C.'
})

post({ type: 'ready' })
