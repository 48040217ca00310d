import { Button, Textbox } from '@create-figma-plugin/ui'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Settings } from '../../plugin/protocol/settings.ts'
import { labels, settingProblems, settingsText } from '../text.ts'
import {
  type SettingFields,
  type SettingProblems,
  checkSettings,
  tidySettings,
} from './check-settings.ts'
import common from './common.module.css'
import css from './settings-panel.module.css'

interface Props {
  readonly settings: Settings
  /** Keeps the settings; says whether that worked. */
  readonly save: (settings: Settings) => Promise<boolean>
  readonly onSaved: () => void
  readonly onGetKey: () => void
}

const order = ['apiKey', 'apiAddress', 'callbackUrl'] as const

export function SettingsPanel({ settings, save, onSaved, onGetKey }: Props) {
  const [fields, setFields] = useState<SettingFields>(settings)
  const [problems, setProblems] = useState<SettingProblems>({})
  const [said, setSaid] = useState('')
  const panel = useRef<HTMLDivElement>(null)
  const focusOn = (field: string) => panel.current?.querySelector<HTMLElement>(`#${field}`)?.focus()

  useEffect(() => {
    focusOn('apiKey')
  }, [])

  async function onSave() {
    const tidy = tidySettings(fields)
    const found = checkSettings(tidy)
    setFields(tidy)
    setProblems(found)
    const first = order.find((field) => found[field] !== undefined)
    if (first !== undefined) focusOn(first)
    else if (await save({ ...settings, ...tidy })) onSaved()
    else setSaid(settingsText.notSaved)
  }

  async function onForget() {
    const forgotten = await save({ ...settings, apiKey: '' })
    if (forgotten) setFields({ ...fields, apiKey: '' })
    setSaid(forgotten ? settingsText.forgotten : settingsText.notSaved)
    focusOn('apiKey')
  }

  return (
    <section class={css.panel} aria-label={labels.settings}>
      {/* Not a form: Figma's frame may lack the permission to submit one, and then nothing happens. */}
      <div
        ref={panel}
        class={css.form}
        onKeyDown={({ key, target }) => {
          if (key === 'Enter' && target instanceof HTMLInputElement) void onSave()
        }}
      >
        {settings.apiKey === '' && <p>{settingsText.welcome}</p>}
        {order.map((field) => {
          const problem = problems[field]
          const hint = field === 'callbackUrl' ? settingsText.callbackHint : null
          const note = problem === undefined ? hint : settingProblems[problem]
          return (
            <div key={field}>
              <label class={css.label} for={field}>
                {labels[field]}
              </label>
              <Textbox
                id={field}
                value={fields[field]}
                password={field === 'apiKey'}
                autocomplete="off"
                aria-invalid={problem !== undefined}
                aria-describedby={note === null ? undefined : `${field}-note`}
                onValueInput={(value: string) => {
                  setFields({ ...fields, [field]: value })
                }}
              />
              {note !== null && (
                <p
                  id={`${field}-note`}
                  class={problem === undefined ? common.hint : common.problem}
                >
                  {note}
                </p>
              )}
              {field === 'apiKey' && (
                <button type="button" class={css.link} onClick={onGetKey}>
                  {labels.getKey}
                </button>
              )}
            </div>
          )
        })}
        <div class={css.buttons}>
          <Button onClick={() => void onSave()}>{labels.save}</Button>
          <Button secondary disabled={settings.apiKey === ''} onClick={() => void onForget()}>
            {labels.forgetKey}
          </Button>
          <p role="status" class={common.hint}>
            {said}
          </p>
        </div>
        <p class={common.hint}>{settingsText.keyIsKept}</p>
        <p class={common.hint}>{settingsText.leaves}</p>
      </div>
    </section>
  )
}
