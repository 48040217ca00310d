import type { QueueReply, RelayReply } from '../../contract/hiapi/relay/relay-info.ts'
import { version } from '../version.ts'
import { dollarsOf, monthOf } from '../orders/price.ts'
import { memberById, type Member } from '../store/members.ts'
import { spendOf, team } from '../store/spend.ts'
import { countIn } from '../store/tasks.ts'
import { readPace } from '../queue/pace-row.ts'
import type { HttpParts, RelayContext } from './parts.ts'
import { success } from './reply.ts'

/** Seconds between the pings of a silent event stream. */
export const pingSeconds = 15
/** The most tasks that a member may have at the relay at once. */
const atOnce = 200
/** The most bytes of all references of a task; for those within a request, HiAPI's limit counts. */
const together = { inline: 7_400_000, byAddress: 160_000_000 }

/** `GET /v1/relay` */
export async function relayInfo(parts: HttpParts, context: RelayContext): Promise<Response> {
  const { reach, settings, derive, prices, hiapiKey } = parts
  const { references: mode, isTrusted, proof } = await reach.reach()
  const { member } = context.var
  const { trueOn, byModel } = prices()
  const info: RelayReply = {
    relay: 1,
    version,
    account: derive.account(hiapiKey()),
    member: { id: member.id, name: member.name },
    references: {
      maxBytes: settings.referenceMax,
      together: mode === 'inline' ? together.inline : together.byAddress,
      mode,
    },
    tasks: { atOnce, stop: true },
    events: { stream: true, longPoll: true, pingSeconds },
    outputs: { keepsDays: settings.keepDays },
    money: { ...(await moneyOf(parts, member)), prices: { trueOn, byModel } },
    queue: await queueOf(parts),
    reach: {
      references: mode,
      news: isTrusted ? 'callback' : 'poll',
      proof,
      sentence: await reach.sentence(),
    },
  }
  return success(context, info)
}

export async function queueOf({ database, settings }: HttpParts): Promise<QueueReply> {
  const { pausedFor } = await readPace(database, settings.most)
  return {
    running: await countIn(database, ['submitting', 'running']),
    waiting: await countIn(database, ['waiting']),
    paused: pausedFor,
  }
}

/** A member's month in US dollars. */
export async function moneyOf(
  { database, settings }: HttpParts,
  { id }: Member,
): Promise<Omit<RelayReply['money'], 'prices'>> {
  const month = monthOf(await database.now())
  const { spent, reserved } = await spendOf(database, id, month)
  // Read now, not taken from the request's member: an open stream lasts for hours.
  const budget = (await memberById(database, id))?.budget ?? null
  const all = await spendOf(database, team, month)
  return {
    month,
    budget: budget === null ? null : dollarsOf(budget),
    spent: dollarsOf(spent),
    reserved: dollarsOf(reserved),
    team:
      settings.teamBudget === null
        ? null
        : {
            budget: dollarsOf(settings.teamBudget),
            left: dollarsOf(Math.max(0, settings.teamBudget - all.spent - all.reserved)),
          },
  }
}
