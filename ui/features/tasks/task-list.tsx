import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import type { PressGuard } from '../../components/widgets/press-guard.ts'
import { useNow } from '../../components/widgets/use-now.ts'
import { isSettled, type Job } from '../../engine/jobs/job.ts'
import { timeOfDay } from '../../formats/dates.ts'
import { labels } from '../../formats/labels.ts'
import { useAppState } from '../../state/app-state.ts'
import { Costs } from './cost-summary.tsx'
import { groupsOf, type RunGroup } from './run-groups.ts'
import { TaskItem } from './task-item.tsx'
import css from './task-list.module.css'
import { groupText } from './text.ts'

interface Props {
  readonly id: string
  /** One for all rows. */
  readonly guard: PressGuard
  readonly onRetry: (job: Job, event: MouseEvent) => void
}

/** Every picture of this window, the newest run on top, by source. It keeps its height. */
export function TaskList({ id, guard, onRetry }: Props) {
  const { clock, jobs: state } = useAppState()
  const jobs = state.list.value
  const time = useNow(
    clock,
    jobs.some((job) => !isSettled(job)),
  )
  return (
    <div id={id} class={`${layout.column} ${css.tasks}`}>
      <p class={common.fact}>
        <Costs />
      </p>
      <ul
        id="tasks"
        class={`${layout.scrolls} ${layout.fill} ${css.list}`}
        aria-label={labels.tasks}
        tabIndex={0}
      >
        {groupsOf(jobs).flatMap((group) =>
          group.jobs.map((job, index) => (
            <TaskItem
              key={job.plan.id}
              job={job}
              time={isSettled(job) || job.sentAt === null ? 0 : time}
              guard={guard}
              onRetry={onRetry}
            >
              {index === 0 && <GroupHead group={group} />}
            </TaskItem>
          )),
        )}
      </ul>
    </div>
  )
}

/** Whose pictures follow; and when they were ordered, by which words: that tells two runs apart. */
function GroupHead({ group: { jobs } }: { readonly group: RunGroup }) {
  const [{ plan, at }] = jobs
  const text = groupText(plan.source.name, timeOfDay(at), plan.details.template || plan.prompt)
  return (
    <p class={`${common.ellipsis} ${common.hint} ${css.group}`} title={text} dir="auto">
      {text}
    </p>
  )
}
