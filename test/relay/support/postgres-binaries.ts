import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Debian keeps each version in a folder of its own, and none of them on the PATH. */
const debian = '/usr/lib/postgresql'

/** What is said where it is not installed. */
export const leftOut =
  'PostgreSQL is not installed: tests that need it are left out (Debian: apt-get install postgresql).'

const needed = ['initdb', 'pg_ctl', 'postgres']

/** The folder with PostgreSQL's programs: the newest of Debian's, or the first on the PATH. */
export function findPostgres(path = process.env['PATH'] ?? '', root = debian): string | null {
  const versions = existsSync(root) ? readdirSync(root) : []
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, 'bin'))
    .concat(path.split(delimiter).filter((folder) => folder !== ''))
  const isWhole = (folder: string) => needed.every((name) => existsSync(join(folder, name)))
  return folders.find(isWhole) ?? null
}
