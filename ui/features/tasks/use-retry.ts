import { useComputed, useSignal } from '@preact/signals'
import { useCallback, useRef, useState } from 'preact/hooks'
import type { JobId } from '../../../contract/model/ids.ts'
import { betweenOrders, createPressGuard, pressOf } from '../../components/widgets/press-guard.ts'
import { retryCost } from '../../engine/jobs/retry-cost.ts'
import type { Job } from '../../engine/jobs/job.ts'
import { useAppState } from '../../state/app-state.ts'
import { useCostConfirmation } from '../order-bar/use-cost-confirmation.ts'
import { taskLabels } from './text.ts'

/** What the designer is asked about: which jobs, and by which button. */
interface Asked {
  readonly label: string
  readonly jobs: readonly JobId[]
}

/** Retries jobs, and asks first if that is expensive. */
export function useRetry() {
  const { engine, jobs: state } = useAppState()
  const [guard] = useState(() => createPressGuard(betweenOrders))
  const asked = useSignal<Asked | null>(null)
  const wanted = useComputed(() => jobsOf(asked.value, state.list.value))
  const question = useCostConfirmation(
    useComputed(() => (asked.value === null ? null : retryCost(wanted.value))),
  )

  function begin(some: readonly Job[]) {
    for (const { plan } of some) engine.retry(plan.id)
  }

  function retry(label: string, some: readonly Job[], event: MouseEvent) {
    const cost = retryCost(some)
    if (!question.mustAsk(cost)) {
      begin(some)
      return
    }
    // Whoever presses twice out of habit has not read the question.
    guard.admits(pressOf(event, 'retry'))
    asked.value = { label, jobs: some.map(({ plan }) => plan.id) }
    question.ask(cost)
  }

  const latest = useRef(retry)
  latest.current = retry
  return {
    retry,
    // Always the same function, so that a row is not drawn again while its job stays as it is.
    retryOne: useCallback((job: Job, event: MouseEvent) => {
      latest.current(taskLabels.retry, [job], event)
    }, []),
    /** The question, while one is asked. */
    question:
      asked.value === null || question.asked.value === null
        ? null
        : { asked: question.asked.value, label: asked.value.label },
    confirm: (event: UIEvent) => {
      if (!guard.admits(pressOf(event, 'retry'))) return
      question.withdraw()
      begin(wanted.value)
    },
    withdraw: question.withdraw,
  }
}

/** The jobs of a question that can still be retried. */
function jobsOf(asked: Asked | null, jobs: readonly Job[]): readonly Job[] {
  return jobs.filter(
    ({ plan, state }) =>
      asked?.jobs.includes(plan.id) === true &&
      (state.name === 'failed' || state.name === 'stopped'),
  )
}
