import { HiApiError } from '../contract/hiapi/errors.ts'
import { detailOf } from './log.ts'
import { createDerivations, type Derivations } from './orders/derive.ts'
import { readSecretFile, relaySecret } from './secrets.ts'
import type { Settings } from './settings.ts'
import { objectStore } from './start-relay.ts'
import type { Database } from './store/database.ts'
import { readMeta } from './store/meta.ts'
import { checkText, startText } from './text.ts'
import { createUpstream } from './upstream/client.ts'
import { leadsHere } from './upstream/test-address.ts'
import { createReachKeeper } from './queue/reach-keeper.ts'

/** Checks everything that the relay needs to make pictures; returns a sentence about each. */
export async function check(database: Database, settings: Settings): Promise<string[]> {
  const { publicUrl, secret, data } = settings
  const derive = createDerivations(await relaySecret(secret, data))
  const isHere = publicUrl !== null && (await leadsHere(publicUrl, derive, fetch))
  const where = { publicUrl, hasBucket: settings.objects.kind === 's3' }
  return [
    checkText.database[database.engine],
    await checkObjects(settings),
    await checkKey(settings),
    ...(publicUrl === null ? [] : [(isHere ? checkText.leadsHere : checkText.leadsNot)(publicUrl)]),
    await createReachKeeper(database, where, () => undefined).sentence(),
    ...((await isOtherSecret(database, derive)) ? [startText.otherSecret] : []),
    ...(secret === null ? [checkText.secretCopy(`${data}/secret`)] : []),
  ]
}

/** Whether the database belongs to relays with another secret. */
async function isOtherSecret(database: Database, derive: Derivations): Promise<boolean> {
  const known = await readMeta(database, 'secret_check')
  return known !== null && !derive.isMac(known, 'check')
}

async function checkObjects(settings: Settings): Promise<string> {
  try {
    await objectStore(settings).check()
    return checkText.objects
  } catch (error) {
    return checkText.objectsFail(detailOf(error))
  }
}

/** Asks HiAPI for the account's newest tasks, which is free. */
async function checkKey({ hiapiAddress, hiapiKey, data }: Settings): Promise<string> {
  const key = hiapiKey ?? (await readSecretFile(data, 'hiapi-key'))
  if (key === null) return startText.noKey
  const upstream = createUpstream({
    fetch,
    address: hiapiAddress,
    key: () => key,
    onLimits: () => undefined,
  })
  try {
    await upstream.newest()
    return checkText.key
  } catch (error) {
    if (!(error instanceof HiApiError)) throw error
    const isRefused = error.kind === 'unauthorised' || error.kind === 'forbidden'
    return isRefused ? checkText.keyRefused : checkText.hiapi(error.kind)
  }
}
