import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { RelayState } from '../contract/hiapi/relay/relay-task.ts'
import { check } from './check.ts'
import { dollarsOf, microDollars, monthOf } from './orders/price.ts'
import { readSecret } from './read-secret.ts'
import { writeSecretFile } from './secrets.ts'
import { isKey, readSettings, type Settings } from './settings.ts'
import { objectStore, takeObjects } from './start-relay.ts'
import { audit, readAudit } from './store/audit.ts'
import { copyAll } from './store/copy.ts'
import type { Database } from './store/database.ts'
import {
  addMember,
  listMembers,
  memberById,
  revokeMember,
  rotateToken,
  setBudget,
} from './store/members.ts'
import { readMeta, writeMeta } from './store/meta.ts'
import { openDatabase } from './store/open.ts'
import { spendIn } from './store/spend.ts'
import { stopWaiting } from './queue/stop-waiting.ts'
import { cliText } from './text.ts'

type Say = (text: string) => void

interface Command {
  readonly database: Database
  readonly settings: Settings
  readonly words: readonly string[]
  readonly options: ReadonlyMap<string, string>
  readonly say: Say
}

/** The command is misspelled or incomplete. */
class UsageError extends Error {}

/** Ends the command with a sentence about what is wrong with it. */
function refuse(text: string): never {
  throw new UsageError(text)
}

interface Runnable {
  readonly run: (command: Command) => Promise<void>
  /** The names of the options that the command takes, without `--`. */
  readonly options: readonly string[]
  /** How many other words it takes, if any: without its option, a month would be passed over. */
  readonly words?: number
}

const commands: Readonly<Record<string, Runnable>> = {
  members: { run: runMembers, options: ['budget', 'name'], words: 3 },
  spend: { run: showSpend, options: ['month'] },
  audit: { run: showAudit, options: ['member', 'csv'] },
  tasks: { run: showTasks, options: ['state'] },
  check: { run: runCheck, options: [] },
  backup: { run: runBackup, options: [], words: 1 },
  objects: { run: runObjects, options: [], words: 1 },
  move: { run: runMove, options: ['database', 'objects'] },
}

/** Runs one command on the relay's database, while the relay runs or not; returns the exit code. */
export async function runCommand(
  settings: Settings,
  name: string,
  rest: readonly string[],
  say: Say,
): Promise<number> {
  if (name === 'key') return storeKey(settings, say)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  const { words, options } = parsed(rest)
  if (command === undefined || words.length > (command.words ?? 0)) {
    say(cliText.usage)
    return name === 'help' || name === '--help' ? 0 : 2
  }
  const unknown = [...options.keys()].find((option) => !command.options.includes(option))
  if (unknown !== undefined) {
    say(cliText.option(unknown))
    return 2
  }
  const database = await openDatabase(settings.database)
  try {
    await command.run({ database, settings, words, options, say })
    return 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    say(error.message)
    return 2
  } finally {
    await database.close()
  }
}

function parsed(rest: readonly string[]): Pick<Command, 'words' | 'options'> {
  const words: string[] = []
  const options = new Map<string, string>()
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? ''
    if (!word.startsWith('--')) words.push(word)
    else {
      const next = rest[at + 1]
      // An option without a value: the word that follows would be passed over.
      const hasValue = word !== '--csv' && next !== undefined && !next.startsWith('--')
      options.set(word.slice(2), hasValue ? next : '')
      if (hasValue) at++
    }
  }
  return { words, options }
}

async function runMembers(command: Command): Promise<void> {
  const { database, settings, words, options, say } = command
  const [act = 'list', id = ''] = words
  // A word too many may be an amount that was meant as a limit.
  if (words.length > (act === 'budget' ? 3 : 2)) refuse(cliText.usage)
  const unknown: () => never = () => refuse(cliText.unknown(id))
  const written = async (action: Parameters<typeof audit>[1]['action'], detail = '') =>
    audit(database, { member: id, actor: 'command line', action, detail })
  switch (act) {
    case 'list':
      const members = await listMembers(database)
      if (members.length === 0) say(cliText.noMembers)
      for (const member of members) {
        const state = member.revoked === null ? '' : cliText.revoked
        say([member.id, member.name, budgetText(member.budget), state].join('\t').trimEnd())
      }
      return
    case 'add': {
      if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(id)) refuse(cliText.memberId)
      const budget = budgetOf(options.get('budget'))
      const name = options.get('name') ?? id
      const token = await addMember(database, { id, name, role: 'member', budget })
      if (token === null) refuse(cliText.taken(id))
      await written('member added')
      say(cliText.token(id, token))
      return
    }
    case 'rotate': {
      const token = await rotateToken(database, id)
      if (token === null) unknown()
      await written('token rotated')
      say(cliText.token(id, token))
      return
    }
    case 'revoke':
      // Again, too: what was waiting may be left if the first time was cut short.
      if (!(await revokeMember(database, id))) unknown()
      await written('member revoked')
      say(cliText.isRevoked(id, await stopWaiting({ database, settings }, id, 'command line')))
      return
    case 'budget': {
      const amount = words[2] ?? options.get('budget')
      if (amount === undefined) refuse(cliText.money)
      const budget = budgetOf(amount)
      if (!(await setBudget(database, id, budget))) unknown()
      await written('budget changed', budgetText(budget))
      say(cliText.budget(id, budgetText(budget)))
      return
    }
    default:
      refuse(cliText.usage)
  }
}

/** @returns micro-dollars; null for "none", or if no budget is given */
function budgetOf(text: string | undefined): number | null {
  if (text === undefined || text === 'none') return null
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(text)) refuse(cliText.money)
  return microDollars(Number(text))
}

function budgetText(budget: number | null): string {
  return budget === null ? cliText.noBudget : `$${dollarsOf(budget).toFixed(2)}`
}

async function showSpend({ database, options, say }: Command): Promise<void> {
  const month = options.get('month') ?? monthOf(await database.now())
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) refuse(cliText.month)
  const rows = await spendIn(database, month)
  if (rows.length === 0) say(cliText.nothingSpent(month))
  for (const { member, spent, reserved, tasks } of rows) {
    say(cliText.spend(member, dollarsOf(spent).toFixed(2), dollarsOf(reserved).toFixed(2), tasks))
  }
}

async function showAudit({ database, options, say }: Command): Promise<void> {
  const id = options.get('member') ?? null
  if (id !== null && (await memberById(database, id)) === null) {
    refuse(cliText.unknown(id))
  }
  const entries = await readAudit(database, id, 1_000)
  const isCsv = options.has('csv')
  if (isCsv) say(cliText.auditHead.join(','))
  else if (entries.length === 0) say(cliText.noEntries)
  for (const { at, member, actor, action, task, detail } of entries) {
    const fields = [new Date(at).toISOString(), member ?? '', actor, action, task ?? '', detail]
    say(isCsv ? fields.map(csv).join(',') : fields.join('\t').trimEnd())
  }
}

function csv(field: string): string {
  // A spreadsheet reads a field that begins like this as a formula.
  const safe = /^[=+\-@]/.test(field) ? `'${field}` : field
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

async function showTasks({ database, options, say }: Command): Promise<void> {
  const state = options.get('state') ?? null
  if (state !== null && !RelayState.safeParse(state).success) {
    refuse(cliText.states(RelayState.def.values))
  }
  const rows = await database.query(
    `SELECT id, member, state, created, upstream_id FROM task
      WHERE (CAST($1 AS TEXT) IS NULL OR state = $1) ORDER BY created DESC LIMIT 200`,
    [state],
  )
  if (rows.length === 0) say(cliText.noTasks)
  for (const { id, member, state: now, created, upstream_id: upstream } of rows) {
    const time = new Date(Number(created)).toISOString()
    say([id, member, now, time, upstream ?? ''].map(String).join('\t').trimEnd())
  }
}

async function runCheck({ database, settings, say }: Command): Promise<void> {
  for (const sentence of await check(database, settings)) say(sentence)
}

async function runBackup({ database, words, say }: Command): Promise<void> {
  const [file] = words
  if (file === undefined) refuse(cliText.usage)
  if (database.backup === null) refuse(cliText.pgDump)
  if (existsSync(file)) refuse(cliText.backupExists(file))
  await database.backup(file)
  say(cliText.backup(file))
}

/** For an owner whose objects are lost: on PostgreSQL a relay can't distinguish that from a wrong setting. */
async function runObjects({ database, settings, words, say }: Command): Promise<void> {
  if (words.join(' ') !== 'lost') refuse(cliText.usage)
  const isTaken = await takeObjects(database, objectStore(settings))
  say(isTaken ? cliText.objectsTaken : cliText.objectsThere)
}

async function runMove({ database, settings, options, say }: Command): Promise<void> {
  const target = readSettings({
    ...process.env,
    ...(options.has('database') && { RELAY_DATABASE: options.get('database') }),
    ...(options.has('objects') && { RELAY_OBJECTS: options.get('objects') }),
  })
  const other = await openDatabase(target.database)
  try {
    // A move onto itself, by whatever address, would only lock the relay out.
    const mark = randomBytes(8).toString('hex')
    await writeMeta(database, 'moving', mark)
    if ((await readMeta(other, 'moving')) === mark) refuse(cliText.moveWhere)
    const counts = await copyAll(
      { database, objects: objectStore(settings) },
      { database: other, objects: objectStore(target) },
    )
    say(cliText.moved(counts))
  } finally {
    await other.close()
  }
}

/** Reads HiAPI's key from the terminal or from a pipe, and stores it. */
async function storeKey(settings: Settings, say: Say): Promise<number> {
  if (process.stdin.isTTY) say(cliText.askKey)
  const key = await readSecret(process.stdin)
  if (key === null || !isKey(key)) {
    say(key === null || key === '' ? cliText.noKey : cliText.badKey)
    return 2
  }
  say(cliText.keyKept(await writeSecretFile(settings.data, 'hiapi-key', key)))
  say(cliText.startAgain)
  return 0
}
