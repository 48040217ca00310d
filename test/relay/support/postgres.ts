import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, chown, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'
import { findPostgres, leftOut } from './postgres-binaries.ts'

export type Postgres = {
  /** Of a database that is there from the start. */
  url: string
  /** A new, empty one. One that has this name is dropped, whoever is in it. */
  database(name: string): Promise<string>
  /** Ends it as a crash would, and starts it again at the same address. Resolves when it answers. */
  restartImmediately(): Promise<void>
  /** Nothing of it is left, neither process nor file. */
  stop(): Promise<void>
}

/** Waits until its input ends, which it does with whoever holds the other end, whatever ends that. */
const guard = 'cat; "$1" -D "$2" -m immediate stop; rm -rf -- "$2"'

const run = promisify(execFile)

/**
 * A PostgreSQL of its own, on a free port of this machine, that ends with this process. It writes to disk as
 * in earnest.
 *
 * @param say gets the sentence where PostgreSQL is not installed
 */
export async function startPostgres(
  say: (sentence: string) => void = console.warn,
  bin = findPostgres(),
): Promise<Postgres | null> {
  if (bin === null) {
    say(leftOut)
    return null
  }
  const folder = await mkdtemp(join(tmpdir(), 'restage-postgres-'))
  // It refuses to run as root.
  const isRoot = process.getuid?.() === 0
  if (isRoot) await chown(folder, idOf('-u'), idOf('-g'))
  const asOwner = (file: string, args: readonly string[]): [string, string[]] =>
    isRoot ? ['runuser', ['-u', 'postgres', '--', file, ...args]] : [file, [...args]]

  const pgCtl = join(bin, 'pg_ctl')
  // In a session of its own, so that Ctrl+C does not end it before its work is done.
  const [shell, args] = asOwner('sh', ['-c', guard, 'sh', pgCtl, folder])
  const watch = spawn(shell, args, {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  const over = once(watch, 'exit')
  watch.unref()

  async function stop() {
    watch.ref()
    watch.stdin.end()
    await over
  }

  async function control(...command: string[]) {
    const log = join(folder, 'log')
    const [file, args] = asOwner(pgCtl, ['-D', folder, '-w', '-l', log, ...command])
    try {
      await run(file, args, { cwd: '/' })
    } catch (error) {
      const lines = await readFile(log, 'utf8').catch(() => '')
      throw new Error(`PostgreSQL did not ${String(command[0])}:\n${lines}`, { cause: error })
    }
  }

  try {
    const port = await freePort()
    // Names and passwords are of no use on an address that only this machine reaches.
    const shape = ['-U', 'restage', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
    await run(...asOwner(join(bin, 'initdb'), ['-D', folder, ...shape]), { cwd: '/' })
    await appendFile(join(folder, 'postgresql.conf'), settings(port))
    await control('start')
    const url = (name: string) => `postgres://restage@127.0.0.1:${port}/${name}`
    return {
      url: url('postgres'),
      async database(name) {
        const quoted = pg.escapeIdentifier(name)
        const client = new pg.Client(url('postgres'))
        await client.connect()
        try {
          await client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`)
          await client.query(`CREATE DATABASE ${quoted}`)
        } finally {
          await client.end()
        }
        return url(encodeURIComponent(name))
      },
      restartImmediately: () => control('restart', '-m', 'immediate'),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function settings(port: number): string {
  return `
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = ''
fsync = on
synchronous_commit = on
max_connections = 200
`
}

/** Of the user that Debian's package makes. */
function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
}
