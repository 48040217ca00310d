import type { Probed } from './probe.ts'
import { type Found, type Question, questions } from './questions.ts'

/** What was found, as Markdown to paste into an issue. */
export function renderReport({ findings, rest }: Probed, day: string): string {
  const names = Object.keys(questions) as Question[]
  const found = (name: Question): Found => findings[name] ?? { settled: false, why: rest }
  const answered = names.flatMap((name) => {
    const said = found(name)
    return said.settled ? [`| ${questions[name]} | ${cell(said.answer)} |`] : []
  })
  const unanswered = names.flatMap((name) => {
    const said = found(name)
    return said.settled ? [] : [`- ${questions[name]} ${plain(said.why)}`]
  })
  return [
    `## HiAPI, asked with a real key on ${day}`,
    '',
    ...(answered.length === 0 ? [] : ['| question | answer |', '| --- | --- |', ...answered, '']),
    ...(unanswered.length === 0 ? [] : ['Not settled:', '', ...unanswered, '']),
  ].join('\n')
}

/** A server's words may hold anything, line breaks and marks of a table among it. */
function cell(text: string): string {
  return plain(text).replaceAll('|', '\\|')
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('<', '&lt;').trim()
}
