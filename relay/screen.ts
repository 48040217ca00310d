import type { Log } from './log.ts'
import { screenText } from './text.ts'

/** What the start screen on a terminal shows. */
export interface Started {
  readonly address: string
  readonly token: string | null
  /** How HiAPI and the relay reach each other. */
  readonly reach: string
}

/** The screen at the start: the relay's address, the token for it, and what to do next. */
export function startScreen({ address, token, reach }: Started): string {
  return [
    '',
    screenText.running,
    '',
    screenText.address(address),
    ...(token === null ? [] : [screenText.token(token)]),
    '',
    ...(token === null ? [] : [screenText.settings, screenText.once]),
    screenText.members,
    reach,
    screenText.stop,
    '',
  ].join('\n')
}

/** The log as a terminal shows it, without single requests and without what the screen has said already. */
export function createScreenLog(write: (text: string) => void): Log {
  return ({ event, status, task, member, detail }) => {
    if (event === 'request' || event === 'reach' || event === 'no key') return
    const about = [task, member].filter((each) => each !== undefined).join(' ')
    const rest = [status, detail].filter((each) => each !== undefined).join(' ')
    const time = new Date().toTimeString().slice(0, 8)
    write(`${[`${time}  ${event}`, about, rest].filter((each) => each !== '').join(' · ')}\n`)
  }
}
