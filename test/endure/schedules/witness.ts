import { NodeId } from '../../../contract/model/ids.ts'
import type { RunSnapshot } from '../../../ui/engine/engine.ts'
import { isSettled, type Job } from '../../../ui/engine/jobs/job.ts'
import {
  changesTo,
  partNameOf,
  pendingOf,
  type Surroundings,
  surroundingsOf,
  variantsOf,
} from '../canvas.ts'
import { ledgerOf, leaksOfKey, taskOf, wrongPicture } from '../complaints.ts'
import type { World } from '../world.ts'

/** What a window shows: a halt says of every job that it holds up why it does not go on. */
export type Seen = Pick<RunSnapshot, 'jobs' | 'notice' | 'otherFiles'>

/** Watches a file and a window on a designer's behalf, and knows in the end what must hold. */
export class Witness {
  /** Faults that were seen on the way. */
  readonly complaints: string[] = []
  readonly #world: World
  readonly #own: readonly string[]
  /** The jobs of the presses that count, with the source and the parts of each. */
  #asked = new Map<string, Asked>()
  /** Jobs of a press that left no trace, so that the designer pressed again. */
  readonly #forgotten = new Set<string>()
  /** Jobs whose source the designer took away. */
  readonly #sourceless = new Set<string>()
  /** Parts of jobs whose variant, or its picture, the designer took away; and all that was ever placed. */
  readonly #disturbed = new Set<string>()
  readonly #everPlaced = new Set<string>()
  readonly #everTold = new Set<string>()
  /** Jobs that were seen in the ledger: a press that was not written down yet leaves no trace. */
  readonly #written = new Set<string>()
  #surroundings: Surroundings

  constructor(world: World) {
    const { document } = world
    this.#world = world
    this.#own = [document.rootId, ...document.descendants(document.rootId)]
    this.#surroundings = surroundingsOf(document, this.#own)
  }

  /** How many jobs a designer has asked for and had taken. */
  get asked(): number {
    return this.#asked.size
  }

  /** How many of them never became a task: what a designer took away first, or what failed for free. */
  get unsent(): number {
    return [...this.#asked.keys()].filter((job) => this.#tasksOf(job).length === 0).length
  }

  /** A designer has pressed Generate. */
  press(jobs: readonly Job[]): void {
    for (const job of this.#asked.keys()) this.#forgotten.add(job)
    this.#asked = new Map()
    this.#ask(jobs)
  }

  /** A designer has pressed Regenerate: the pictures that were there are wanted no more. */
  pressAnew(jobs: readonly Job[]): void {
    const added = jobs.filter(({ plan }) => !this.#asked.has(plan.id))
    const remade = new Set(added.flatMap(({ plan }) => plan.parts.map(({ into }) => into)))
    for (const variant of variantsOf(this.#world.document)) {
      if (remade.has(NodeId.parse(variant.node))) this.#disturbed.add(partNameOf(variant))
    }
    this.#ask(added)
  }

  /** Forgets the presses that left no trace: a designer who sees none might press again. */
  forgetTraceless(): void {
    for (const job of this.#asked.keys()) {
      const isKnown = this.#written.has(job) || this.#everTold.has(job)
      if (isKnown || this.#tasksOf(job).length > 0) continue
      this.#forgotten.add(job)
      this.#asked.delete(job)
    }
  }

  /** Whether a designer who sees these jobs, and the file, finds no trace of what was asked for. */
  seesNothing(jobs: readonly Job[]): boolean {
    const { document, storage } = this.#world
    const isHandled = [...this.#asked.keys()].some(
      (job) =>
        this.#partsOf(job).some(
          (part) => this.#everPlaced.has(part) || this.#disturbed.has(part),
        ) || this.#sourceless.has(job),
    )
    return (
      !isHandled &&
      jobs.length === 0 &&
      variantsOf(document).length === 0 &&
      ledgerOf(storage).length === 0
    )
  }

  /** Takes in what is to be seen now. */
  look({ jobs, notice, otherFiles }: Seen): void {
    for (const variant of variantsOf(this.#world.document)) {
      if (variant.recipe.progress.state === 'done') this.#everPlaced.add(partNameOf(variant))
    }
    const ledger = ledgerOf(this.#world.storage).map((key) => String(this.#world.storage.get(key)))
    for (const job of this.#asked.keys()) {
      if (!ledger.some((text) => text.includes(job))) continue
      this.#written.add(job)
      // A file that has lost its mark and its sources is another one, as far as anybody can tell.
      if (otherFiles.length > 0) this.#everTold.add(job)
    }
    for (const job of jobs) {
      const isHeldUp = notice?.kind === 'paused' && !isSettled(job)
      if (isHeldUp || job.state.name === 'failed') this.#everTold.add(job.plan.id)
    }
  }

  /** Lets a designer do something to the file; before and after, only the designer's doing may show. */
  allow(seen: Seen, deed: () => void): void {
    const { document } = this.#world
    this.look(seen)
    this.#checkSurroundings()
    const before = this.#states()
    deed()
    const after = this.#states()
    for (const [part, state] of before) if (after.get(part) !== state) this.#disturbed.add(part)
    this.#noteSources()
    this.#surroundings = surroundingsOf(document, this.#own)
  }

  /** What is wrong now that all faults have stopped and all has come to rest. */
  async verdict(seen: Seen): Promise<string[]> {
    const { jobs } = seen
    this.look(seen)
    this.#checkSurroundings()
    const { storage } = this.#world
    return [
      ...this.complaints,
      ...[...this.#asked.keys()].flatMap((job) => this.#fateOf(job, jobs)),
      ...[...this.#forgotten].flatMap((job) =>
        this.#tasksOf(job).length > 0 ? [`job ${job} was forgotten and paid`] : [],
      ),
      ...this.#twice(),
      ...jobs.filter((job) => !isSettled(job)).map(({ plan }) => `job ${plan.id} does not end`),
      ...(await this.#wrongPictures()),
      ...ledgerOf(storage).flatMap((key) => this.#unlisted(key, seen)),
      ...leaksOfKey(this.#world),
    ]
  }

  #ask(jobs: readonly Job[]): void {
    for (const { plan } of jobs) {
      this.#asked.set(plan.id, { source: plan.source.id, parts: plan.parts.length })
    }
    this.#noteSources()
  }

  #partsOf(job: string): string[] {
    const { parts = 0 } = this.#asked.get(job) ?? {}
    return Array.from({ length: parts }, (_, part) => `${job}/${String(part)}`)
  }

  #noteSources(): void {
    for (const [job, { source }] of this.#asked) {
      if (!this.#world.document.has(source)) this.#sourceless.add(job)
    }
  }

  #fateOf(job: string, jobs: readonly Job[]): string[] {
    const tasks = this.#tasksOf(job)
    const isListed = jobs.some(({ plan, state }) => plan.id === job && state.name === 'failed')
    const isTold = isListed || this.#everTold.has(job)
    const parts = this.#partsOf(job)
    const isMeddledWith =
      parts.some((part) => this.#disturbed.has(part)) || this.#sourceless.has(job)
    if (tasks.length > 1) return [`job ${job} was paid ${tasks.length} times`]
    const [task] = tasks
    if (task === undefined) {
      // What failed unsent costs nothing and is told once; what is offered to the end must succeed.
      const isExcused = isMeddledWith || !isListed || this.#isAsked(job, jobs)
      // Whoever sees that nothing came of a press, and has deleted its source, can't press again.
      if (!this.#written.has(job) && this.#sourceless.has(job)) return []
      return isTold && isExcused ? [] : [`job ${job} was asked for and never sent`]
    }
    if (isListed || this.#failedAtHiapi(task)) return []
    const placed = new Set(
      variantsOf(this.#world.document)
        .filter((variant) => taskOf(variant) === task)
        .map(partNameOf),
    )
    return parts
      .filter((part) => {
        // Of a frame that was taken away before its time, the picture is in the others.
        const isElsewhere = placed.size > 0 || parts.some((each) => this.#everPlaced.has(each))
        return !placed.has(part) && !(this.#disturbed.has(part) && isElsewhere)
      })
      .map((part) => `${part} was paid (${task}), and its picture is nowhere, with nothing said`)
  }

  /** Whether it may have been sent so long ago, by this computer's clock, that the designer is asked. */
  #isAsked(job: string, jobs: readonly Job[]): boolean {
    return jobs.some(
      ({ plan, state, submission }) =>
        plan.id === job &&
        submission.state === 'sending' &&
        state.name === 'failed' &&
        state.failure.remedy === 'new-task',
    )
  }

  /** A task without a picture needs no place; that it failed must have been said. */
  #failedAtHiapi(task: string): boolean {
    const { hiapi, document } = this.#world
    const made = hiapi.tasks.get(task)
    const isMarked = [...variantsOf(document), ...pendingOf(document)].some(
      ({ recipe: { progress } }) => progress.state === 'failed' && progress.task === task,
    )
    const job = jobOf(made?.idempotencyKey)
    return made?.fate?.kind === 'fails' && (isMarked || this.#everTold.has(job))
  }

  #tasksOf(job: string): string[] {
    return [...this.#world.hiapi.tasks.values()]
      .filter(({ idempotencyKey }) => jobOf(idempotencyKey) === job)
      .map(({ id }) => id)
  }

  #twice(): string[] {
    const variants = variantsOf(this.#world.document)
    const tasks = variants
      .filter(({ recipe }) => recipe.progress.state === 'done')
      .map((variant) => `${taskOf(variant)} of part ${String(variant.recipe.part)}`)
    const parts = [...variants, ...pendingOf(this.#world.document)].map(partNameOf)
    return [...repeated(tasks), ...repeated(parts)].map((id) => `${id} is on the canvas twice`)
  }

  async #wrongPictures(): Promise<string[]> {
    const { document, hiapi } = this.#world
    const checked = variantsOf(document)
      .filter(({ recipe }) => recipe.progress.state === 'done')
      // One that Figma does not take as it comes is made again, and has other bytes.
      .filter((variant) => hiapi.tasks.get(taskOf(variant))?.fate?.kind !== 'picture-format')
      .map((variant) => wrongPicture(document, hiapi, variant))
    return (await Promise.all(checked)).flat()
  }

  /** What the ledger still holds must be offered to the designer. */
  #unlisted(key: string, { jobs, otherFiles }: Seen): string[] {
    const text = JSON.stringify(this.#world.storage.get(key))
    const listed = jobs.filter(({ plan, state }) => text.includes(plan.id) && state.name !== 'done')
    const isElsewhere = otherFiles.some(({ file }) => text.includes(file))
    return listed.length > 0 || isElsewhere
      ? []
      : [`the ledger holds ${key}, of which nothing is said: ${text}`]
  }

  #checkSurroundings(): void {
    this.complaints.push(...changesTo(this.#world.document, this.#surroundings))
  }

  #states(): ReadonlyMap<string, string> {
    const { document } = this.#world
    const variants = [...variantsOf(document), ...pendingOf(document)]
    return new Map(variants.map((variant) => [partNameOf(variant), taskOf(variant)]))
  }
}

interface Asked {
  readonly source: string
  /** How many variants its picture is for. */
  readonly parts: number
}

/** The job that an idempotency key belongs to. */
function jobOf(key: string | undefined): string {
  return key?.split('-')[1] ?? ''
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, at) => ids.indexOf(id) !== at)
}
