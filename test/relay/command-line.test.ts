import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../relay/store/open.ts'
import { revokeMember } from '../../relay/store/members.ts'
import { bindLocal } from '../hiapi/bind.ts'
import { memberOf, smallPicture } from './support/member.ts'
import {
  addMember,
  ownerToken,
  relayAddress,
  runCommand,
  startRelay,
  tempFolder,
} from './support/relay-process.ts'
import { relayFile } from './support/spawn-relay.ts'
import { addWaitingOrder } from './support/waiting-order.ts'

/** A relay of its own, with a HiAPI that nobody answers at. */
async function environmentOf() {
  const { listen } = await relayAddress()
  return {
    HIAPI_KEY: 'sk-one',
    HIAPI_ADDRESS: 'http://127.0.0.1:9',
    RELAY_DATA: await tempFolder(),
    RELAY_LISTEN: listen,
  }
}

test('a command refuses what it does not know, and does nothing', async () => {
  const environment = await environmentOf()
  const add = (...words: string[]) => runCommand(environment, 'members', 'add', ...words)
  expect(await add('ann', '--buget', '20')).toBe('This command has no option --buget.')
  expect(await add('ann', '--budget', 'much')).toMatch(/^A budget is in dollars/)
  expect(await add('Ann')).toMatch(/small letters/)
  expect(await runCommand(environment, 'members')).toMatch(/^There are no members yet/)
  // Of a word that is no state there are none, whatever has failed.
  expect(await runCommand(environment, 'tasks', '--state', 'failed')).toBe(
    'A state is one of waiting, submitting, running, archiving, success, fail.',
  )
  expect(await runCommand(environment, 'tasks', '--state', 'fail')).toBe('There are no such tasks.')
  // Of a month that is none nothing was spent, and of nobody nothing is known, whatever has happened.
  expect(await runCommand(environment, 'spend', '--month', '2026-13')).toMatch(/^A month is/)
  expect(await runCommand(environment, 'audit', '--member', 'bob')).toBe('There is no member bob.')
  // Without its option, a word would be passed over: another month than the one that is shown.
  for (const words of [
    ['spend', '2026-10'],
    ['tasks', 'fail'],
    ['audit', 'ann'],
    ['audit', '--csv', 'ann'],
    ['backup', 'a', 'b'],
  ]) {
    const [name = '', ...rest] = words
    expect(await runCommand(environment, name, ...rest)).toMatch(/^npm run relay /)
  }
  for (const name of ['membres', 'constructor']) {
    expect(await runCommand(environment, name)).toMatch(/^npm run relay /)
  }
})

test('a budget is changed only to what is named, and never removed by a slip', async () => {
  const environment = await environmentOf()
  await addMember(environment, 'ann', '--budget', '20')
  const members = (...words: string[]) => runCommand(environment, 'members', ...words)
  expect(await members('budget', 'ann')).toMatch(/^A budget is in dollars/)
  expect(await members('list')).toBe('ann\tann\t$20.00')
  // Without a limit, where a limit was meant.
  expect(await members('add', 'bob', '20')).toMatch(/^npm run relay /)
  expect(await members('add', 'bob', '--name', 'Bob', 'Miller', '--budget', '5')).toMatch(
    /^npm run/,
  )
  expect(await members('list')).toBe('ann\tann\t$20.00')
  expect(await members('budget', 'ann', '12.50')).toBe('Budget of ann: $12.50 a month.')
  expect(await members('budget', 'ann', '--budget', '15')).toBe('Budget of ann: $15.00 a month.')
  expect(await members('budget', 'ann', 'none')).toBe('Budget of ann: no limit a month.')
})

test('what a revocation that was cut short has left to be sent is stopped by the next one', async () => {
  const environment = await environmentOf()
  const address = `file:${join(environment.RELAY_DATA, 'relay.db')}`
  const database = await openDatabase({ address, listenAddress: null })
  onTestFinished(() => database.close())
  await addWaitingOrder(database)
  await revokeMember(database, 'ann')
  const revoke = () => runCommand(environment, 'members', 'revoke', 'ann')
  expect(await revoke()).toMatch(/not sent and cost nothing: 1\.$/)
  expect(await revoke()).toBe('ann has no access from now on.')
})

test('a key that can’t be sent is not stored, and stops nothing that works', async () => {
  const environment = await environmentOf()
  const store = (key: string) =>
    spawnSync(process.execPath, [relayFile, 'key'], { env: environment, input: `${key}\n` })
  expect(store('sk-one').status).toBe(0)
  for (const wrong of ['sk-two\u200b', 'sk-…', 'sk two', '']) {
    const { status, stdout } = store(wrong)
    expect([wrong, status, stdout.toString()]).toEqual([wrong, 2, expect.stringMatching(/\.\n$/)])
  }
  expect(await readFile(join(environment.RELAY_DATA, 'hiapi-key'), 'utf8')).toBe('sk-one\n')
})

test('a key in the environment counts before a stored one, and who stores one is told', async () => {
  const environment = await environmentOf()
  const { HIAPI_KEY: _, ...keyless } = environment
  const refusing = createHttpServer((_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"no"}')
  })
  onTestFinished(() => void refusing.close())
  const port = await bindLocal(refusing, 0)
  const refused = { ...environment, HIAPI_ADDRESS: `http://127.0.0.1:${port}` }
  const { stdout } = spawnSync(process.execPath, [relayFile, 'key'], {
    env: environment,
    input: 'sk-two\n',
  })
  expect(stdout.toString()).toContain('unless HIAPI_KEY is set')
  expect(await runCommand(refused, 'check')).toMatch(/^HiAPI refuses the key: set .*HIAPI_KEY/m)
  expect(await runCommand(keyless, 'check')).not.toContain('no HiAPI key')
})

test('an audit for a spreadsheet has a head, and cells that are no formulas', async () => {
  const environment = await environmentOf()
  await addMember(environment, 'ann', '--budget', '12.50')
  const [head, added] = (await runCommand(environment, 'audit', '--csv')).split('\n')
  expect(head).toBe('time,member,by,what,task,detail')
  expect(added).toMatch(/^[\d-]+T[\d:.]+Z,ann,command line,member added,,/)
})

test('a backup never overwrites, and says what is not in it', async () => {
  const environment = await environmentOf()
  const copy = join(environment.RELAY_DATA, 'copy.db')
  expect(await runCommand(environment, 'backup', copy)).toMatch(/secret are not in it\.$/)
  expect(await runCommand(environment, 'backup', copy)).toMatch(/is there already/)
  const restored = { ...environment, RELAY_DATABASE: `file:${copy}` }
  expect(await runCommand(restored, 'members')).toMatch(/^There are no members yet/)
})

test('a database is not moved onto itself, which would lock the relay out', async () => {
  const environment = await environmentOf()
  const relay = await startRelay(environment)
  await relay.stop()
  const folder = environment.RELAY_DATA
  const otherwise = `file:${folder}/../${basename(folder)}/relay.db`
  for (const words of [['move'], ['move', '--database', otherwise]]) {
    expect(await runCommand(environment, ...words)).toMatch(/^Name another database/)
  }
  const again = await startRelay(environment)
  expect(
    (await memberOf(again.address, await ownerToken(environment)).send('/v1/relay')).status,
  ).toBe(200)
})

test('a move counts the objects that it copies, and those that were missing before', async () => {
  const environment = await environmentOf()
  const relay = await startRelay(environment)
  const owner = memberOf(relay.address, await ownerToken(environment))
  await owner.upload(smallPicture(1))
  await relay.stop()
  const move = async () => {
    const folder = await tempFolder()
    const database = `file:${join(folder, 'relay.db')}`
    return runCommand(environment, 'move', '--database', database, '--objects', `folder:${folder}`)
  }
  expect(await move()).toContain('pictures 1. Pictures that were missing before: 0.')
  const objects = join(environment.RELAY_DATA, 'objects')
  const files = await readdir(objects, { recursive: true })
  const keyOf = (file: string) => Buffer.from(basename(file), 'base64url').toString()
  await rm(join(objects, files.find((file) => keyOf(file).startsWith('ref/')) ?? ''))
  expect(await move()).toContain('pictures 0. Pictures that were missing before: 1.')
})

test('a relay whose database is lost begins a new one with the objects that are there', async () => {
  const environment = await environmentOf()
  await (await startRelay(environment)).stop()
  for (const end of ['', '-wal', '-shm']) {
    await rm(join(environment.RELAY_DATA, `relay.db${end}`), { force: true })
  }
  const relay = await startRelay(environment)
  expect(
    (await memberOf(relay.address, await ownerToken(environment)).send('/v1/relay')).status,
  ).toBe(200)
  await relay.stop()
  // A file has one relay: nobody else's objects can be missing. What is lost is asked for again.
  await rm(join(environment.RELAY_DATA, 'objects'), { recursive: true })
  await (await startRelay(environment)).stop()
})

test('a first start whose port is taken leaves the owner’s token to the next one', async () => {
  const environment = await environmentOf()
  const [host, port] = environment.RELAY_LISTEN.split(':')
  const other = createServer().listen(Number(port), host)
  await once(other, 'listening')
  await expect(startRelay(environment)).rejects.toThrow(`Port ${port} is taken`)
  other.close()
  const relay = await startRelay(environment)
  const owner = memberOf(relay.address, await ownerToken(environment))
  expect((await owner.send('/v1/relay')).status).toBe(200)
})

test('check tells the key, the database and its secret, each in one sentence', async () => {
  const environment = await environmentOf()
  await (await startRelay(environment)).stop()
  const said = await runCommand(environment, 'check')
  expect(said).toMatch(/^The database works/)
  expect(said).toMatch(/^HiAPI could not be asked \(unreachable\)/m)
  const { HIAPI_KEY: _, ...keyless } = environment
  expect(await runCommand(keyless, 'check')).toMatch(/^There is no HiAPI key/m)
  const other = { ...environment, RELAY_SECRET: 'another secret, and one that is long enough' }
  expect(await runCommand(other, 'check')).toMatch(/another secret/)
  expect(said).not.toMatch(/another secret/)
})
