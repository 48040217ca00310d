import { modelOf } from '../catalog/models/models.ts'
import { IconButton } from '../components/widgets/button.tsx'
import { SettingsIcon } from '../components/widgets/icons.tsx'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { PluginClient } from '../../contract/protocol/client.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import type { Library } from '../../contract/model/stored/library.ts'
import type { Reference } from '../../contract/model/recipe.ts'
import type { Settings } from '../../contract/model/stored/settings.ts'
import type { Clock } from '../lib/clock.ts'
import type { ConnectionVerdict } from '../services/hiapi/test-connection.ts'
import type { Engine } from '../engine/engine.ts'
import { framesOf, isSettled } from '../engine/jobs/job.ts'
import type { LibraryStore } from '../state/library.ts'
import type { PriceList } from '../state/prices.ts'
import { selectedIn, type SelectionStore } from '../state/selection.ts'
import type { SettingsStore } from '../state/settings.ts'
import { forgottenText, tallyInShort, tallyText } from '../features/tasks/text.ts'
import { leftText, takenOverText } from '../features/tasks/other-files-text.ts'
import { Alert } from './alert.tsx'
import type { SettingFields } from '../features/settings/check-settings.ts'
import common from '../components/widgets/common.module.css'
import { needsTexts, usableSources } from '../features/composer/variants-order.ts'
import { VariantsPanel } from '../features/variants/variants-panel.tsx'
import type { ComposerBase } from '../features/composer/composer-props.ts'
import { emptyDraft } from '../features/composer/draft.ts'
import { createKeptPictures } from '../components/pictures/kept-pictures.ts'
import { OtherJobs } from '../features/tasks/other-jobs.tsx'
import { Progress } from './status-region.tsx'
import { commandWith, isStillMeant, keyFirstFor, needsKey, tabOf } from '../state/launch-command.ts'
import { RecipePanel } from '../features/recipe/recipe-panel.tsx'
import { ResizeHandle } from './resize-handle.tsx'
import { SettingsPanel } from '../features/settings/settings-panel.tsx'
import { ignoreRepeat } from '../components/widgets/ignore-key-repeat.ts'
import { SwapPanel } from '../features/swap/swap-panel.tsx'
import { emptySwapDraft } from '../features/composer/swap-draft.ts'
import { SwappedPanel } from '../features/swap-review/swap-review-panel.tsx'
import { Tabs } from './tabs.tsx'
import { tallyOf } from '../features/tasks/run-tally.ts'
import { Tasks } from '../features/tasks/task-list.tsx'
import { createThumbnails } from '../components/pictures/thumbnails.ts'
import { createSourceTexts, useSourceTexts } from '../state/source-texts.ts'
import { useRecovery } from '../state/jobs.ts'
import { useSpending } from '../state/spending.ts'
import { useSubscription } from '../state/use-subscription.ts'
import { useSwapped } from '../features/swap-review/use-swap-review.ts'
import css from './window.module.css'
import { asksForTexts } from '../features/composer/prompt-readiness.ts'
import { labels } from '../text/labels.ts'
import { type CallProblem, keyFirstText } from '../state/text.ts'
import type { Command, Link } from '../../contract/protocol/commands.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'

export interface WindowProps {
  readonly caller: PluginClient
  readonly engine: Engine
  readonly settings: SettingsStore
  readonly library: LibraryStore
  readonly prices: PriceList
  /** Makes a further reference of a layer; rejects where it has no picture. */
  readonly captureReference: (node: NodeId) => Promise<Reference>
  /** What the plugin half answered to `open`. */
  readonly opened: ResponseOf<'open'>
  readonly selection: SelectionStore
  readonly clock: Clock
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Gives a new id at each call. */
  readonly newId: () => string
  readonly testConnection: (
    fields: SettingFields,
    signal: AbortSignal,
  ) => Promise<ConnectionVerdict>
}

export function Window(props: WindowProps) {
  const { caller, engine, settings: store, opened, now } = props
  const settings = useSubscription(
    (listener) => store.subscribe(listener),
    () => store.get(),
  )
  const { jobs, notice, foreignVariants, otherFiles, unreadable } = useSubscription(
    (listener) => engine.subscribe(listener),
    () => engine.snapshot(),
  )
  const selection = useSubscription(
    (listener) => props.selection.subscribe(listener),
    () => props.selection.get(),
  )
  const { sources, variants, layers, swaps } = selection
  const [draft, setDraft] = useState(emptyDraft)
  const [swapDraft, setSwapDraft] = useState(emptySwapDraft)
  const [tab, setTab] = useState(() => tabOf(opened.command))
  const [inSettings, setInSettings] = useState(
    () => opened.command === 'settings' || (settings.apiKey === '' && needsKey(opened.command)),
  )
  const [command, setCommand] = useState<Command | null>(() =>
    commandWith(settings.apiKey, opened.command),
  )
  const isMeant = isStillMeant(opened.startedOn, selectedIn(selection))
  const [keyFirst, setKeyFirst] = useState(() => keyFirstFor(settings.apiKey, opened.command))
  const [isRecovered, setIsRecovered] = useState(false)
  const [problem, setProblem] = useState<CallProblem | null>(null)
  const [news, setNews] = useState('')
  const library = useSubscription(
    (listener) => props.library.subscribe(listener),
    () => props.library.get(),
  )
  const prices = useSubscription(
    (listener) => props.prices.subscribe(listener),
    () => props.prices.get(),
  )
  const spending = useSpending(caller, opened.spending)
  const swapped = useSwapped(caller, opened, props.selection, jobs, {
    say: setNews,
    problem: setProblem,
  })
  const [textStore] = useState(() => createSourceTexts(caller))
  const readable = useMemo(
    () =>
      tab === 'swap'
        ? layers.filter(({ swappable }) => swappable).map(({ id }) => id)
        : usableSources(sources).map(({ id }) => id),
    [tab, layers, sources],
  )
  const asksTexts = tab === 'swap' ? asksForTexts(swapDraft) : needsTexts(draft)
  const texts = useSourceTexts(textStore, readable, asksTexts)
  const referencePictures = useMemo(() => createKeptPictures(caller), [caller])
  const thumbnails = useMemo(() => createThumbnails(caller), [caller])
  const tally = tallyOf(jobs)
  // Of no account to jobs that have ended.
  const isRunning = jobs.some((job) => !isSettled(job))
  const slowedUntil = isRunning && notice?.kind === 'slowed' ? notice.until : null
  const resumed = useRecovery(
    engine,
    () => {
      setProblem('recover')
    },
    () => {
      setIsRecovered(true)
    },
  )

  useEffect(() => {
    // Once something else is selected it is over, whatever is selected next.
    if (!isMeant) setCommand(null)
  }, [isMeant])

  const progress = tally === null ? '' : tallyText(tally)
  const done = tally?.done ?? 0
  const lastDone = useRef(done)
  useEffect(() => {
    // Said once, not with each change. A picture that leaves the canvas may be what the news is about.
    if (done >= lastDone.current) setNews('')
    lastDone.current = done
  }, [progress])

  function show(nodes: NodeId[], whenGone: () => void) {
    setProblem(null)
    caller.call('show', { nodes }).then(
      ({ shown }) => {
        if (shown === 0) whenGone()
      },
      () => {
        setProblem('show')
      },
    )
  }

  /** Says what has come of a press about another file's jobs. */
  function decide(act: Promise<void>, said: string, failed: CallProblem) {
    setProblem(null)
    setNews('')
    act.then(
      () => {
        setNews(said)
      },
      () => {
        setProblem(failed)
      },
    )
  }

  function openLink(link: Link) {
    caller.call('openLink', { link }).catch(() => {
      setProblem('link')
    })
  }

  function changeLibrary(change: (library: Library) => Library) {
    void props.library.change(change).then((isKept) => {
      if (!isKept) setProblem('library')
    })
  }

  async function save(next: Settings): Promise<boolean> {
    try {
      await caller.call('saveSettings', { settings: next })
    } catch {
      return false
    }
    store.set(next)
    return true
  }

  const pictures = { referencePictures, thumbnails }
  const model = modelOf(settings.model)
  const composer: ComposerBase = {
    sources,
    texts,
    readAgain: () => {
      textStore.again()
    },
    captureReference: props.captureReference,
    library,
    changeLibrary,
    prices,
    model,
    confirmAbove: settings.confirmAbove,
    apiKey: settings.apiKey,
    now,
  }

  return (
    <main class={css.window} onKeyDown={ignoreRepeat}>
      <h1 class={common.visuallyHidden}>{labels.product}</h1>
      <header class={css.head}>
        <Tabs
          selected={tab}
          isOpen={!inSettings}
          onSelect={(next) => {
            setTab(next)
            setInSettings(false)
          }}
        />
        {tally !== null && (
          <span class={css.tally} title={tallyText(tally)} aria-hidden="true">
            {tallyInShort(tally)}
          </span>
        )}
        <IconButton
          aria-label={labels.settings}
          aria-expanded={inSettings}
          onClick={() => {
            setInSettings(!inSettings)
          }}
        >
          <SettingsIcon />
        </IconButton>
      </header>
      <Progress
        tally={progress}
        resumed={resumed}
        slowedUntil={slowedUntil}
        news={news}
        clock={props.clock}
      />
      <Alert
        engine={engine}
        notice={notice}
        jobs={jobs}
        problem={problem}
        onDismiss={() => {
          setProblem(null)
        }}
        onTopUp={() => {
          openLink('billing')
        }}
      />
      {inSettings && keyFirst !== '' && settings.apiKey === '' && (
        <p class={css.first}>{keyFirst}</p>
      )}
      {inSettings ? (
        <SettingsPanel
          settings={settings}
          save={save}
          test={props.testConnection}
          onSaved={() => {
            setInSettings(false)
          }}
          onGetKey={() => {
            openLink('get-key')
          }}
        />
      ) : tab === 'swap' ? (
        <SwapPanel
          {...composer}
          {...pictures}
          draft={swapDraft}
          changeDraft={setSwapDraft}
          layers={layers}
          swaps={swaps}
          jobs={jobs}
          swap={(order) => {
            engine.swap(order)
          }}
          swapped={<SwappedPanel caller={caller} swapped={swapped} />}
        />
      ) : (
        <VariantsPanel
          {...composer}
          {...pictures}
          draft={draft}
          changeDraft={setDraft}
          newId={props.newId}
          start={(order) => {
            engine.start(order)
          }}
          recipe={
            variants.length > 0 && (
              <RecipePanel
                caller={caller}
                engine={engine}
                jobs={jobs}
                clock={props.clock}
                nodes={variants}
                apiKey={settings.apiKey}
                confirmAbove={settings.confirmAbove}
                prices={prices}
                model={model}
                library={library}
                draft={draft}
                changeDraft={setDraft}
                command={isMeant ? command : null}
                onCommandDone={() => {
                  setCommand(null)
                }}
                isRecovered={isRecovered}
                onNoKey={(label) => {
                  setKeyFirst(keyFirstText(label))
                  setNews(keyFirstText(label))
                  setInSettings(true)
                }}
                onProblem={setProblem}
                onSay={setNews}
              />
            )
          }
        />
      )}
      {jobs.length > 0 && (
        <Tasks
          engine={engine}
          jobs={jobs}
          slowedUntil={slowedUntil}
          resumed={resumed}
          spending={spending}
          pricesOf={prices.trueOn}
          limit={settings.confirmAbove}
          clock={props.clock}
          onShow={(job) => {
            show(framesOf(job), () => {
              engine.look(job.plan.id)
            })
          }}
        />
      )}
      <OtherJobs
        foreignVariants={foreignVariants}
        otherFiles={otherFiles}
        unreadable={unreadable}
        onShow={(node) => {
          show([node], () => {
            setProblem('show')
          })
        }}
        onForget={({ file, name, jobs: pictures }) => {
          decide(engine.forget(file), forgottenText(name, pictures), 'forget')
        }}
        onTakeOver={(taken) => {
          decide(engine.takeOver(taken.file), takenOverText(taken), 'whose')
        }}
        onSetApart={(left) => {
          decide(engine.setApart(left.file), leftText(left), 'whose')
        }}
      />
      <ResizeHandle
        onResize={(size) => {
          caller.call('resize', size).catch((error: unknown) => {
            console.warn('The window keeps its size.', error)
          })
        }}
      />
    </main>
  )
}
