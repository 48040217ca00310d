import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findPostgres } from '../support/postgres-binaries.ts'
import { startPostgres } from '../support/postgres.ts'

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  // A server that crashes ends its connections.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** Whether somebody answers at a port of this machine. */
async function isOpen(port: number): Promise<boolean> {
  const socket = createConnection({ host: '127.0.0.1', port })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

const portOf = (url: string) => Number(new URL(url).port)

describe.skipIf(findPostgres() === null)('PostgreSQL', () => {
  test('starts, keeps what was committed over a crash, and leaves nothing', async () => {
    const server = await startPostgres()
    if (server === null) throw new Error('It is installed.')
    onTestFinished(() => server.stop())
    const settings = `SELECT current_setting('fsync') AS fsync, current_setting('data_directory') AS folder`
    const [{ fsync, folder } = {}] = await query(server.url, settings)
    expect([fsync, String(folder).startsWith(tmpdir())]).toEqual(['on', true])

    const url = await server.database('team')
    await query(url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (1), (2)')
    const idle = new pg.Client(url)
    const broke = once(idle, 'error')
    await idle.connect()
    await server.restartImmediately()
    await broke
    expect(await query(url, 'SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }])

    expect(await server.database('team')).toBe(url)
    expect(await query(url, `SELECT to_regclass('kept') AS kept`)).toEqual([{ kept: null }])

    await server.stop()
    expect([await isOpen(portOf(url)), existsSync(String(folder))]).toEqual([false, false])
  })

  test('ends with the process that started it, though that was killed', async () => {
    const module = fileURLToPath(new URL('../support/postgres.ts', import.meta.url))
    const script = `import { startPostgres } from ${JSON.stringify(module)}
const server = await startPostgres()
process.stdout.write(server.url)
setInterval(() => {}, 1000)`
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    onTestFinished(() => void child.kill('SIGKILL'))
    const [said] = (await once(child.stdout, 'data')) as [Buffer]
    const port = portOf(said.toString())
    expect(await isOpen(port)).toBe(true)
    child.kill('SIGKILL')
    await expect.poll(() => isOpen(port)).toBe(false)
  })
})

test('where PostgreSQL is not installed, one sentence says so', async () => {
  const said: string[] = []
  expect(await startPostgres((sentence) => said.push(sentence), null)).toBeNull()
  expect(said).toEqual([expect.stringMatching(/^PostgreSQL is not installed: .* left out/)])
})

test("its programs are found: Debian's newest, else what is on the path", async () => {
  const root = await mkdtemp(join(tmpdir(), 'restage-bin-'))
  onTestFinished(() => rm(root, { recursive: true }))
  const install = async (folder: string) => {
    await mkdir(folder, { recursive: true })
    for (const name of ['initdb', 'pg_ctl', 'postgres']) await writeFile(join(folder, name), '')
  }
  const debian = join(root, 'debian')
  const local = join(root, 'local')
  const path = [join(root, 'nothing'), local].join(delimiter)
  expect(findPostgres(path, debian)).toBeNull()
  await install(local)
  expect(findPostgres(path, debian)).toBe(local)
  await install(join(debian, '9', 'bin'))
  await install(join(debian, '15', 'bin'))
  await mkdir(join(debian, '17', 'bin'), { recursive: true })
  expect(findPostgres(path, debian)).toBe(join(debian, '15', 'bin'))
})
