import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'

const root = new URL('../../..', import.meta.url)

/** Where the window's sentences stand: tables, and formats of numbers, money, dates and names. */
const isTable = (file: string) =>
  /(^|[/-])text\.ts$/.test(file) || file.startsWith('ui/formats/') || file.startsWith('ui/catalog/')

const files = ['ui', 'plugin']
  .flatMap((half) =>
    readdirSync(new URL(half, root), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${half}/${file}`,
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))

export const tableFiles = files.filter(isTable)
export const codeFiles = files.filter((file) => !isTable(file))

export function parse(file: string): ts.SourceFile {
  const text = readFileSync(new URL(file, root), 'utf8')
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
}
