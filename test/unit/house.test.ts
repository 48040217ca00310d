import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('../..', import.meta.url).pathname
const isSource = (name: string) => /\.(tsx?|css)$/.test(name)

/** The files of a folder and of all folders in it, by folder; paths from the root of the project. */
function foldersIn(folder: string): (readonly [string, readonly string[]])[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && isSource(entry.name))
  const folders = entries.filter((entry) => entry.isDirectory())
  return [
    [folder, files.map(({ name }) => join(folder, name))],
    ...folders.flatMap(({ name }) => foldersIn(join(folder, name))),
  ]
}

const folders = ['plugin', 'ui', 'relay', 'contract'].flatMap(foldersIn)

test('no folder has more than 20 files, in the tests too', () => {
  const large = [...folders, ...foldersIn('test')].filter(([, files]) => files.length > 20)
  expect(large.map(([folder, files]) => `${folder}: ${String(files.length)}`)).toEqual([])
})

test('half of all files have at most 60 lines', () => {
  const lines = folders
    .flatMap(([, files]) => files)
    .map((file) => readFileSync(join(root, file), 'utf8').split('\n').length - 1)
    .sort((a, b) => a - b)
  expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(60)
})
