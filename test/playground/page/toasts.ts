import type { Notification } from '../../host/run/notifications.ts'
import type { PluginRun } from '../../host/run/plugin-run.ts'

const shownMs = 4000
const lookMs = 200

/** Figma's short notes at the bottom of the canvas. */
export class Toasts {
  readonly #container: HTMLElement

  constructor(container: HTMLElement) {
    this.#container = container
  }

  readonly say = (sentence: string): void => {
    this.#show(note(sentence))
  }

  /** Shows what a run of the plugin notifies, and the links that it opens. */
  follow(run: PluginRun): void {
    let notified = 0
    let opened = 0
    // a run keeps lists of both and tells of neither
    const look = () => {
      for (const each of run.notifications) {
        if (each.number <= notified) continue
        notified = each.number
        this.#show(notification(each))
      }
      for (const address of run.openedLinks.slice(opened)) this.#show(link(address))
      opened = run.openedLinks.length
    }
    const timer = setInterval(look, lookMs)
    void run.closed.then(() => {
      clearInterval(timer)
      look()
    })
  }

  #show(toast: HTMLElement): void {
    this.#container.append(toast)
    setTimeout(() => toast.remove(), shownMs)
  }
}

function note(sentence: string): HTMLElement {
  const toast = document.createElement('p')
  toast.className = 'toast'
  toast.textContent = sentence
  return toast
}

function notification(notified: Notification): HTMLElement {
  const { message, button } = notified
  const toast = note(message)
  if (button === null) return toast
  const action = document.createElement('button')
  action.type = 'button'
  action.textContent = button
  action.addEventListener('click', () => {
    notified.press()
    toast.remove()
  })
  toast.append(' ', action)
  return toast
}

/** A page may not open a tab by itself; the designer can. */
function link(address: string): HTMLElement {
  const toast = note('')
  const anchor = document.createElement('a')
  Object.assign(anchor, { href: address, target: '_blank', rel: 'noreferrer' })
  anchor.textContent = `Open ${address}`
  toast.append(anchor)
  return toast
}
