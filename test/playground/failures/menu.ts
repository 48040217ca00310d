import { element } from '../page/elements.ts'
import { type FailureId, FailureIds, failures } from './failures.ts'

const path = '/failures'

interface Parts {
  readonly hasRelay: boolean
  /** Told whether the computer is to look as if it had no network. */
  readonly setOnline: (online: boolean) => void
  readonly say: (sentence: string) => void
}

/** The menu that switches on what can go wrong, at the local HiAPI and in the window. */
export async function fillFailureMenu({ hasRelay, setOnline, say }: Parts): Promise<void> {
  const opener = element('failures', HTMLButtonElement)
  const menu = element('failure-menu', HTMLElement)
  const off = element('failures-off', HTMLButtonElement)
  const boxes = new Map<FailureId, HTMLInputElement>()

  const offered = failures.filter(({ isToldByRelay }) => isToldByRelay || !hasRelay)
  for (const { id, name, effect } of offered) {
    const { row, box } = rowOf(id, name, effect)
    box.addEventListener('change', () => void send())
    boxes.set(id, box)
    off.before(row)
  }

  const chosen = () => [...boxes].filter(([, box]) => box.checked).map(([id]) => id)

  const show = (on: readonly FailureId[]) => {
    for (const [id, box] of boxes) box.checked = on.includes(id)
    const names = failures.filter(({ id }) => on.includes(id)).map(({ name }) => name)
    const [only] = names
    const label = names.length > 1 ? `${String(names.length)} on` : only
    opener.textContent = label === undefined ? 'Failures' : `Failures: ${label}`
    opener.classList.toggle('is-on', on.length > 0)
    off.disabled = on.length === 0
    setOnline(!on.includes('offline'))
  }

  let asked = 0
  const ask = async (init?: RequestInit): Promise<void> => {
    asked += 1
    const own = asked
    try {
      const response = await fetch(path, init)
      const on = FailureIds.parse(await response.json())
      // An answer to what was asked before would undo what was ticked since
      if (own === asked) show(on)
    } catch {
      say('The playground’s server does not answer: start it again.')
    }
  }

  const send = (ids: readonly FailureId[] = chosen()) =>
    ask({
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ids),
    })

  const toggle = (isOpen: boolean) => {
    menu.hidden = !isOpen
    opener.setAttribute('aria-expanded', String(isOpen))
  }
  opener.addEventListener('click', () => {
    toggle(menu.hidden !== false)
    if (menu.hidden) return
    boxes.get(failures[0]?.id ?? 'refused')?.focus()
    // Another window may have switched some since
    void ask()
  })
  off.addEventListener('click', () => {
    // A button that is disabled has no focus, and Escape would not close the menu.
    opener.focus()
    void send([])
  })
  addEventListener('pointerdown', ({ target }) => {
    if (!(target instanceof Node) || menu.contains(target) || opener.contains(target)) return
    toggle(false)
  })
  for (const part of [opener, menu]) {
    part.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || menu.hidden) return
      event.stopPropagation()
      toggle(false)
      opener.focus()
    })
  }
  opener.hidden = false
  await ask()
}

function rowOf(id: FailureId, name: string, effect: string) {
  const row = document.createElement('label')
  const box = document.createElement('input')
  const words = document.createElement('span')
  const title = document.createElement('strong')
  const what = document.createElement('small')
  Object.assign(box, { type: 'checkbox', name: id })
  Object.assign(title, { textContent: name, id: `failure-${id}` })
  Object.assign(what, { textContent: effect, id: `effect-${id}` })
  box.setAttribute('aria-labelledby', title.id)
  box.setAttribute('aria-describedby', what.id)
  words.append(title, what)
  row.append(box, words)
  return { row, box }
}
