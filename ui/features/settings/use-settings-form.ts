import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Settings } from '../../../contract/model/client-storage/settings.ts'
import { join } from '../../formats/format.ts'
import { useAppState } from '../../state/app-state.ts'
import {
  advancedBoxes,
  type Box,
  boxes,
  checkSettings,
  fieldsOf,
  isAdvanced,
  isPrivate,
  type SettingFields,
  type SettingProblems,
  tidySettings,
  withFields,
} from './check-settings.ts'
import { connectionTexts, settingsText, worksFully } from './text.ts'

interface Said {
  readonly text: string
  readonly isProblem: boolean
}

export interface SettingsForm {
  readonly fields: SettingFields
  readonly problems: SettingProblems
  /** The result of the last press; an empty text for none. */
  readonly said: Said
  readonly isTesting: boolean
  /** Whether "Advanced" is open: at first, if something in it differs from the default. */
  readonly isOpen: boolean
  readonly toggle: () => void
  readonly change: (fields: Partial<SettingFields>) => void
  readonly save: () => Promise<void>
  readonly test: () => Promise<void>
  readonly forget: () => Promise<void>
}

const nothing: Said = { text: '', isProblem: false }

/** The state of the settings form, and the actions of its buttons. */
export function useSettingsForm(panel: RefObject<HTMLElement | null>): SettingsForm {
  const { settings, navigation, feedback } = useAppState()
  const [fields, setFields] = useState<SettingFields>(() => fieldsOf(settings.readForForm()))
  const [problems, setProblems] = useState<SettingProblems>({})
  const [said, setSaid] = useState<Said>(nothing)
  const [isTesting, setIsTesting] = useState(false)
  const testing = useRef<AbortController>(null)
  const [isOpen, setIsOpen] = useState(() => isAdvanced(fields))
  /** Which box gets the focus once it is drawn; a new object for each request. */
  const [wanted, focusOn] = useState<{ readonly box: Box }>({ box: 'apiKey' })

  useLayoutEffect(() => {
    panel.current?.querySelector<HTMLElement>(`#${wanted.box}`)?.focus()
  }, [wanted])
  useEffect(() => () => testing.current?.abort(), [])

  /** The tidied fields; null if one of them has a problem, which is then shown. */
  function checked(): SettingFields | null {
    const tidy = tidySettings(fields)
    const found = checkSettings(tidy)
    setFields(tidy)
    setProblems(found)
    const first = boxes.find((box) => found[box] !== undefined)
    if (first === undefined) return tidy
    if (advancedBoxes.some((box) => found[box] !== undefined)) setIsOpen(true)
    focusOn({ box: first })
    return null
  }

  /** Drops a test, whose result is true only for the fields that it began with. */
  function dropTest() {
    testing.current?.abort()
    testing.current = null
    setIsTesting(false)
    setSaid(nothing)
  }

  /** Saves settings; a failure is told beside the form, because Settings may have been left by then. */
  async function keep(next: Settings): Promise<boolean> {
    feedback.report(null)
    const isKept = await settings.save(next)
    if (!isKept) feedback.report('settings')
    return isKept
  }

  return {
    fields,
    problems,
    said,
    isTesting,
    isOpen,
    toggle() {
      setIsOpen(!isOpen)
    },
    change(changed) {
      dropTest()
      setFields((now) => ({ ...now, ...changed }))
    },
    async save() {
      dropTest()
      const tidy = checked()
      if (tidy === null) return
      const isKept = await keep(withFields(settings.readForForm(), tidy))
      if (isKept) navigation.inSettings.value = false
    },
    async test() {
      if (isTesting) return
      dropTest()
      const tidy = checked()
      if (tidy === null) return
      const { signal } = (testing.current = new AbortController())
      setIsTesting(true)
      const found = await settings.test(tidy, signal).then(
        (verdict) => ({
          text: join(
            connectionTexts[verdict],
            isPrivate(tidy) ? settingsText.privateAddress : null,
          ),
          isProblem: !worksFully.has(verdict),
        }),
        () => ({ text: settingsText.notTested, isProblem: true }),
      )
      if (signal.aborted) return
      setIsTesting(false)
      setSaid(found)
    },
    async forget() {
      dropTest()
      if (!(await keep({ ...settings.readForForm(), apiKey: '' }))) return
      setSaid({ text: settingsText.forgotten, isProblem: false })
      setProblems({})
      setFields((now) => ({ ...now, apiKey: '' }))
      focusOn({ box: 'apiKey' })
    },
  }
}
