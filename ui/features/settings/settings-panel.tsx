import { useRef, useState } from 'preact/hooks'
import { fixedRelay } from '../../../contract/model/client-storage/settings.ts'
import { Button } from '../../components/widgets/button.tsx'
import common from '../../components/widgets/common.module.css'
import { Question } from '../../components/widgets/confirm-dialog.tsx'
import layout from '../../components/widgets/layout.module.css'
import { labels } from '../../formats/labels.ts'
import { useAppState } from '../../state/app-state.ts'
import { tidyKey } from '../../state/tidy-pasted.ts'
import { AdvancedSettings } from './advanced-settings.tsx'
import { SettingBox } from './setting-box.tsx'
import css from './settings-panel.module.css'
import { pictureCostText, relayText, settingsLabels, settingsText } from './text.ts'
import { useSettingsForm } from './use-settings-form.ts'

/** The key, and the price of a picture while there is no key; the rest is folded away. */
export function SettingsPanel() {
  const { settings, relay, prices, actions } = useAppState()
  const { value: info } = relay
  const hasKey = settings.hasKey.value
  const model = settings.model.value
  const panel = useRef<HTMLDivElement>(null)
  const form = useSettingsForm(panel)
  const [isAsked, setIsAsked] = useState(false)
  // Not `disabled` during a test, which would lose the focus.
  const test = (
    <Button
      look="secondary"
      aria-disabled={form.isTesting}
      aria-busy={form.isTesting}
      onClick={() => void form.test()}
    >
      {form.isTesting ? settingsLabels.testing : settingsLabels.test}
    </Button>
  )
  return (
    <section class={`${layout.fill} ${css.panel}`} aria-label={labels.settings}>
      {/* Not a form: Figma's frame may lack the permission to submit one, and then nothing happens. */}
      <div
        ref={panel}
        class={`${layout.column} ${css.form}`}
        onKeyDown={({ key, target }) => {
          if (key === 'Enter' && target instanceof HTMLInputElement) void form.save()
        }}
        onPaste={(event) => {
          const text = event.clipboardData?.getData('text/plain').trim() ?? ''
          const isKey = event.target instanceof HTMLInputElement && event.target.id === 'apiKey'
          // A box of one line turns line breaks into spaces: a wrapped key would look like two words.
          if (!isKey || !/[\r\n]/.test(text)) return
          event.preventDefault()
          form.change({ apiKey: tidyKey(text) })
        }}
      >
        {!hasKey && <p>{settingsText.welcome}</p>}
        {info !== null && <p class={common.hint}>{relayText(info)}</p>}
        <div>
          <SettingBox form={form} field="apiKey" />
          {info === null && fixedRelay === null && (
            <button
              type="button"
              class={`${common.link} ${css.link}`}
              onClick={() => {
                actions.openLink('get-key')
              }}
            >
              {settingsLabels.getKey}
            </button>
          )}
        </div>
        {!hasKey && (
          <p class={common.hint}>
            {pictureCostText(prices.value.byModel.get(model.name) ?? model.prices.dollars)}
          </p>
        )}
        <AdvancedSettings form={form}>{!hasKey && test}</AdvancedSettings>
        {isAsked && (
          <Question
            name={settingsLabels.forgetKey}
            id="forget-question"
            text={settingsText.forget}
            label={settingsLabels.forgetKey}
            cancel={settingsLabels.cancel}
            onConfirm={() => {
              setIsAsked(false)
              void form.forget()
            }}
            onCancel={() => {
              setIsAsked(false)
            }}
          />
        )}
        <div class={`${layout.wrap} ${layout.gap8} ${css.buttons}`}>
          <Button onClick={() => void form.save()}>{settingsLabels.save}</Button>
          {hasKey && (
            <>
              <Button
                look="secondary"
                onClick={() => {
                  setIsAsked(true)
                }}
              >
                {settingsLabels.forgetKey}
              </Button>
              {test}
            </>
          )}
          <p role="status" class={`${css.said} ${form.said.isProblem ? common.problem : ''}`}>
            {form.said.text}
          </p>
        </div>
      </div>
    </section>
  )
}
