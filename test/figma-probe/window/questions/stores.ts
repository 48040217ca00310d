import { type Question, refusal } from '../../question.ts'

const uses: Readonly<Record<string, () => unknown>> = {
  localStorage: () => {
    localStorage.setItem('probe', 'probe')
    localStorage.removeItem('probe')
  },
  sessionStorage: () => {
    sessionStorage.setItem('probe', 'probe')
    sessionStorage.removeItem('probe')
  },
  cookies: () => document.cookie,
  IndexedDB: () => indexedDB.open('probe'),
}

export const stores: Question<null> = {
  id: 'window-stores',
  asks: `Which of these can the window use: ${Object.keys(uses).join(', ')}?`,
  expected: 'none',
  async ask() {
    const open: string[] = []
    for (const [name, use] of Object.entries(uses)) {
      if ((await refusal(use)) === null) open.push(name)
    }
    return { answer: open.length === 0 ? 'none' : open.join(', ') }
  },
}
