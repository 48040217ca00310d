import { useEffect, useMemo } from 'preact/hooks'
import type { RunId } from '../../../contract/model/ids.ts'
import { ActionButton } from '../../components/widgets/action-button.tsx'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import type { PressGuard } from '../../components/widgets/press-guard.ts'
import { useNow } from '../../components/widgets/use-now.ts'
import { isSettled, type Job, madeFramesOf } from '../../engine/jobs/job.ts'
import { timeOfDay } from '../../formats/dates.ts'
import { useAppState } from '../../state/app-state.ts'
import { createThumbnails } from '../../state/pictures.ts'
import { Costs } from './cost-summary.tsx'
import { groupsOf, type RunGroup } from './run-groups.ts'
import { TaskItem } from './task-item.tsx'
import css from './task-list.module.css'
import { groupText, taskLabels } from './text.ts'

interface Props {
  readonly id: string
  /** One for all rows. */
  readonly guard: PressGuard
  readonly onRetry: (job: Job, event: MouseEvent) => void
}

/** Every picture of this window, the newest run on top, by source. It keeps its height. */
export function TaskList({ id, guard, onRetry }: Props) {
  const { plugin, clock, jobs: state } = useAppState()
  const jobs = state.list.value
  // Its own: a selection on the canvas drops every other picture of the shared ones.
  const pictures = useMemo(() => createThumbnails(plugin), [plugin])
  useEffect(
    () => () => {
      pictures.keep([])
    },
    [pictures],
  )
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
        aria-label={taskLabels.tasks}
        tabIndex={0}
      >
        {groupsOf(jobs).flatMap((group) =>
          group.jobs.map((job, index) => (
            <TaskItem
              key={job.plan.id}
              job={job}
              time={isSettled(job) || job.sentAt === null ? 0 : time}
              pictures={pictures}
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

/** The source of the jobs below, with the time and prompt of their order, by which runs differ. */
function GroupHead({ group: { jobs, isFirst } }: { readonly group: RunGroup }) {
  const { jobs: state } = useAppState()
  const [{ plan, at }] = jobs
  const { run } = plan
  const undone = state.undone.value
  const said = undone?.run === run ? undone.said : null
  const text = groupText(plan.source.name, timeOfDay(at), plan.details.template || plan.prompt)
  return (
    <div class={`${layout.row} ${layout.gap4} ${css.group}`}>
      <p
        class={`${said === null ? common.ellipsis : ''} ${common.hint} ${layout.grow}`}
        title={text}
        dir="auto"
      >
        {said ?? text}
      </p>
      {isFirst && isOnCanvas(state.list.value, run) && (
        <ActionButton
          label={taskLabels.undoRun}
          hint={taskLabels.undoRunHint}
          act={() => {
            // The button is about to disappear with the focus in it.
            moveFocusToFallback('tasks')
            void state.undoRun(run)
          }}
        />
      )}
    </div>
  )
}

/** Whether anything that a run has made is on the canvas. What it has regenerated keeps its picture. */
function isOnCanvas(jobs: readonly Job[], run: RunId): boolean {
  return jobs.some(
    (job) => job.plan.run === run && job.state.name === 'done' && madeFramesOf(job).length > 0,
  )
}
