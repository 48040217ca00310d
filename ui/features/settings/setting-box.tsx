import type { TargetedInputEvent } from 'preact'
import common from '../../components/widgets/common.module.css'
import box from '../../components/widgets/text-field.module.css'
import { isHiapi } from '../../../contract/hiapi/endpoint.ts'
import { fixedRelay } from '../../../contract/model/client-storage/settings.ts'
import { tidyAddress } from '../../state/tidy-pasted.ts'
import type { Box } from './check-settings.ts'
import css from './settings-panel.module.css'
import { settingProblems, settingsLabels } from './text.ts'
import type { SettingsForm } from './use-settings-form.ts'

const names: Readonly<Record<Box, string>> = settingsLabels

interface Props {
  readonly form: SettingsForm
  readonly field: Box
  /** What the box is for; shown if nothing is wrong with its text. */
  readonly hint?: string | undefined
}

/** A box of the settings, with its name and its problem. */
export function SettingBox({ form, field, hint }: Props) {
  const problem = form.problems[field]
  const note = problem === undefined ? hint : settingProblems[problem]
  const attributes = {
    id: field,
    class: `${box.box} ${box.line} ${box.whole}`,
    value: form.fields[field],
    autocomplete: 'off',
    readOnly: field === 'apiAddress' && fixedRelay !== null,
    'aria-invalid': problem !== undefined,
    'aria-describedby': note === undefined ? undefined : `${field}-note`,
    onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement>) => {
      form.change({ [field]: currentTarget.value })
    },
  } as const
  return (
    <div>
      <label class={`${common.strong} ${css.label}`} for={field}>
        {field === 'apiKey' && !isHiapi(tidyAddress(form.fields.apiAddress))
          ? settingsLabels.apiKeyOrToken
          : names[field]}
      </label>
      {field === 'apiKey' ? (
        <input type="password" {...attributes} />
      ) : (
        <input type="text" {...attributes} />
      )}
      {note !== undefined && (
        <p id={`${field}-note`} class={problem === undefined ? common.hint : common.problem}>
          {note}
        </p>
      )}
    </div>
  )
}
