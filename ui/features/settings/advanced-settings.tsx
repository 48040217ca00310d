import type { ComponentChildren } from 'preact'
import common from '../../components/widgets/common.module.css'
import { ChevronIcon } from '../../components/widgets/icons.tsx'
import layout from '../../components/widgets/layout.module.css'
import { layerName } from '../../engine/planning/variant-name.ts'
import { useAppState } from '../../state/app-state.ts'
import { advancedBoxes, isPrivate } from './check-settings.ts'
import { SettingBox } from './setting-box.tsx'
import css from './settings-panel.module.css'
import { exampleName, namePatternHint, settingsLabels, settingsText } from './text.ts'
import type { SettingsForm } from './use-settings-form.ts'

interface Props {
  readonly form: SettingsForm
  readonly children: ComponentChildren
}

/** What most designers never change. */
export function AdvancedSettings({ form, children }: Props) {
  const { relay } = useAppState()
  const isRelay = relay.value !== null
  const hints: Partial<Record<string, string>> = {
    ...(isPrivate(form.fields) && { apiAddress: settingsText.privateAddress }),
    callbackUrl: settingsText.callbackHint,
    confirmAbove: settingsText.confirmAboveHint,
    namePattern: namePatternHint(layerName(form.fields.namePattern, exampleName)),
  }
  return (
    <>
      <button
        type="button"
        class={`${layout.row} ${common.strong} ${css.fold}`}
        aria-expanded={form.isOpen}
        onClick={form.toggle}
      >
        <ChevronIcon turn={form.isOpen ? 'down' : 'right'} />
        {settingsLabels.advanced}
      </button>
      {form.isOpen && (
        <>
          {advancedBoxes.map(
            (field) =>
              // A relay receives HiAPI's callbacks itself.
              (field !== 'callbackUrl' || !isRelay) && (
                <SettingBox key={field} form={form} field={field} hint={hints[field]} />
              ),
          )}
          <label class={`${layout.row} ${layout.gap6} ${css.choice}`}>
            <input
              type="checkbox"
              class={common.checkbox}
              checked={form.fields.inSection}
              onChange={({ currentTarget }) => {
                form.change({ inSection: currentTarget.checked })
              }}
            />
            {settingsLabels.inSection}
          </label>
          <p class={common.hint}>{settingsText.keyIsKept}</p>
          <p class={common.hint}>{settingsText.leaves}</p>
          {children}
        </>
      )}
    </>
  )
}
