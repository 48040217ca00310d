import { useEffect, useState } from 'preact/hooks'
import type { PluginClient } from '../../contract/protocol/client.ts'
import type { Spending } from '../../contract/model/stored/spending.ts'

/** What this month has cost so far, as the plugin half counts it. */
export function useSpending(caller: PluginClient, first: Spending): Spending {
  const [spending, setSpending] = useState(first)
  useEffect(() => caller.on('spending', setSpending), [caller])
  return spending
}
