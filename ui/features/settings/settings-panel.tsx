import type { TargetedInputEvent } from 'preact'
import { Button } from '../../components/widgets/button.tsx'
import box from '../../components/widgets/text-field.module.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useAppState } from '../../state/app-state.ts'
import { layerName } from '../../engine/planning/variant-name.ts'
import { tidyKey } from '../../state/tidy-pasted.ts'
import {
  checkSettings,
  fieldsOf,
  type SettingFields,
  type SettingProblems,
  tidySettings,
  withFields,
} from './check-settings.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './settings-panel.module.css'
import { labels } from '../../formats/labels.ts'
import {
  confirmAboveHint,
  connectionTexts,
  exampleName,
  namePatternHint,
  settingProblems,
  settingsText,
  settingsLabels,
} from './text.ts'

/** The boxes, in the order in which they stand. */
const order = ['apiKey', 'apiAddress', 'callbackUrl', 'confirmAbove', 'namePattern'] as const
const names: Readonly<Record<(typeof order)[number], string>> = { ...labels, ...settingsLabels }

export function SettingsPanel() {
  const { settings, navigation, actions } = useAppState()
  const hasKey = settings.hasKey.value
  const [fields, setFields] = useState<SettingFields>(() => fieldsOf(settings.readForForm()))
  const [problems, setProblems] = useState<SettingProblems>({})
  const [said, setSaid] = useState('')
  const [isTesting, setIsTesting] = useState(false)
  const testing = useRef<AbortController>(null)
  const panel = useRef<HTMLDivElement>(null)
  const focusOn = (field: string) => panel.current?.querySelector<HTMLElement>(`#${field}`)?.focus()

  useEffect(() => {
    focusOn('apiKey')
    return () => testing.current?.abort()
  }, [])

  /** The fields, ready to be used; null when something is wrong with one, which is then said. */
  function checked(): SettingFields | null {
    const tidy = tidySettings(fields)
    const found = checkSettings(tidy)
    setFields(tidy)
    setProblems(found)
    const first = order.find((field) => found[field] !== undefined)
    if (first === undefined) return tidy
    focusOn(first)
    return null
  }

  /** What a test finds is true only of the fields that it began with. */
  function dropTest() {
    testing.current?.abort()
    testing.current = null
    setIsTesting(false)
    setSaid('')
  }

  async function onSave() {
    dropTest()
    const tidy = checked()
    if (tidy === null) return
    const isKept = await settings.save(withFields(settings.readForForm(), tidy))
    if (isKept) navigation.inSettings.value = false
    else setSaid(settingsText.notSaved)
  }

  async function onTest() {
    if (isTesting) return
    dropTest()
    const tidy = checked()
    if (tidy === null) return
    const { signal } = (testing.current = new AbortController())
    setIsTesting(true)
    const found = await settings.test(tidy, signal).then(
      (verdict) => connectionTexts[verdict],
      () => settingsText.notTested,
    )
    if (signal.aborted) return
    setIsTesting(false)
    setSaid(found)
  }

  async function onForget() {
    dropTest()
    const forgotten = await settings.save({ ...settings.readForForm(), apiKey: '' })
    if (forgotten) setFields((now) => ({ ...now, apiKey: '' }))
    setSaid(forgotten ? settingsText.forgotten : settingsText.notSaved)
    focusOn('apiKey')
  }

  const hints: Partial<Record<keyof SettingFields, string>> = {
    callbackUrl: settingsText.callbackHint,
    confirmAbove: confirmAboveHint,
    namePattern: namePatternHint(layerName(fields.namePattern, exampleName)),
  }
  return (
    <section class={`${layout.fill} ${css.panel}`} aria-label={labels.settings}>
      {/* Not a form: Figma's frame may lack the permission to submit one, and then nothing happens. */}
      <div
        ref={panel}
        class={`${layout.column} ${css.form}`}
        onKeyDown={({ key, target }) => {
          if (key === 'Enter' && target instanceof HTMLInputElement) void onSave()
        }}
        onPaste={(event) => {
          const text = event.clipboardData?.getData('text/plain').trim() ?? ''
          const isKey = event.target instanceof HTMLInputElement && event.target.id === 'apiKey'
          // A box of one line makes blanks of line breaks: a wrapped key could not be told from two words.
          if (!isKey || !/[\r\n]/.test(text)) return
          event.preventDefault()
          dropTest()
          setFields((now) => ({ ...now, apiKey: tidyKey(text) }))
        }}
      >
        {!hasKey && <p>{settingsText.welcome}</p>}
        {order.map((field) => {
          const problem = problems[field]
          const hint = hints[field] ?? null
          const note = problem === undefined ? hint : settingProblems[problem]
          const attributes = {
            id: field,
            class: `${box.box} ${box.line} ${box.whole}`,
            value: fields[field],
            autocomplete: 'off',
            'aria-invalid': problem !== undefined,
            'aria-describedby': note === null ? undefined : `${field}-note`,
            onInput: ({ currentTarget: { value } }: TargetedInputEvent<HTMLInputElement>) => {
              dropTest()
              setFields((now) => ({ ...now, [field]: value }))
            },
          } as const
          return (
            <div key={field}>
              <label class={`${common.strong} ${css.label}`} for={field}>
                {names[field]}
              </label>
              {field === 'apiKey' ? (
                <input type="password" {...attributes} />
              ) : (
                <input type="text" {...attributes} />
              )}
              {note !== null && (
                <p
                  id={`${field}-note`}
                  class={problem === undefined ? common.hint : common.problem}
                >
                  {note}
                </p>
              )}
              {field === 'apiKey' && (
                <button
                  type="button"
                  class={`${common.link} ${css.link}`}
                  onClick={() => {
                    actions.openLink('get-key')
                  }}
                >
                  {labels.getKey}
                </button>
              )}
            </div>
          )
        })}
        <label class={`${layout.row} ${layout.gap6} ${css.choice}`}>
          <input
            type="checkbox"
            class={common.checkbox}
            checked={fields.inSection}
            onChange={({ currentTarget }) => {
              const inSection = currentTarget.checked
              setFields((now) => ({ ...now, inSection }))
            }}
          />
          {settingsLabels.inSection}
        </label>
        <div class={`${layout.wrap} ${layout.gap8} ${css.buttons}`}>
          <Button onClick={() => void onSave()}>{labels.save}</Button>
          <Button look="secondary" disabled={!hasKey} onClick={() => void onForget()}>
            {labels.forgetKey}
          </Button>
          {/* Not `disabled`, which would throw the focus away. */}
          <Button
            look="secondary"
            aria-disabled={isTesting}
            aria-busy={isTesting}
            onClick={() => void onTest()}
          >
            {isTesting ? labels.testing : labels.test}
          </Button>
          <p role="status" class={css.said}>
            {said}
          </p>
        </div>
        <p class={common.hint}>{settingsText.keyIsKept}</p>
        <p class={common.hint}>{settingsText.leaves}</p>
      </div>
    </section>
  )
}
