import { type Findings, type Found, type Question, settled, unsettled } from './questions.ts'

/** What one picture says to a question; several pictures may say something to the same. */
export interface Note {
  readonly question: Question
  readonly settled: boolean
  readonly text: string
}
export const yes = (question: Question, text: string): Note => ({ question, settled: true, text })
export const open = (question: Question, text: string): Note => ({ question, settled: false, text })

/** All that the pictures said, by question: what is settled by one is settled. */
export function merged(notes: readonly Note[]): Findings {
  const findings: Partial<Record<Question, Found>> = {}
  for (const name of new Set(notes.map(({ question }) => question))) {
    const said = notes.filter((note) => note.question === name)
    const answers = said.filter((note) => note.settled)
    const texts = (list: readonly Note[]) => [...new Set(list.map(({ text }) => text))].join('; ')
    findings[name] = answers.length > 0 ? settled(texts(answers)) : unsettled(texts(said))
  }
  return findings
}
