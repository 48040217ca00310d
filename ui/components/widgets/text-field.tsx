import type { Ref } from 'preact'
import common from './common.module.css'
import css from './text-field.module.css'

interface Props {
  readonly id: string
  readonly label: string
  readonly value: string
  /** What is wrong with the text, in one sentence; null if nothing is. */
  readonly problem: string | null
  readonly isNumber?: boolean
  /** Whether only screen readers get the name, because the place makes the purpose clear. */
  readonly isBare?: boolean
  readonly box?: Ref<HTMLInputElement>
  readonly onChange: (value: string) => void
}

/** A text field of one line, with its name above it. The form around it shows the problem. */
export function TextField(props: Props) {
  const { id, label, value, problem, isNumber = false, isBare = false, box, onChange } = props
  return (
    <div class={isNumber ? css.number : css.field}>
      <label class={isBare ? common.visuallyHidden : `${common.label} ${css.label}`} for={id}>
        {label}
      </label>
      <input
        ref={box ?? null}
        id={id}
        type="text"
        class={`${css.box} ${css.line} ${css.whole}`}
        inputMode={isNumber ? 'numeric' : 'text'}
        autocomplete="off"
        dir="auto"
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onInput={(event) => {
          onChange(event.currentTarget.value)
        }}
      />
    </div>
  )
}
