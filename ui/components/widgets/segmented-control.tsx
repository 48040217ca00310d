import chip from './chip.module.css'
import common from './common.module.css'
import layout from './layout.module.css'
import css from './segmented-control.module.css'

interface Props<Value extends string | number> {
  readonly id: string
  readonly label: string
  readonly values: readonly Value[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of a few short values, side by side. */
export function Segments<Value extends string | number>(props: Props<Value>) {
  const { id, label, values, value, onChange } = props
  const labelId = `${id}-label`
  return (
    <div class={layout.between} role="radiogroup" aria-labelledby={labelId}>
      <span id={labelId} class={common.label}>
        {label}
      </span>
      <div class={css.choices}>
        {values.map((each) => (
          <label key={each} class={css.choice}>
            <input
              type="radio"
              name={id}
              class={chip.control}
              checked={each === value}
              onChange={() => {
                onChange(each)
              }}
            />
            {each}
          </label>
        ))}
      </div>
    </div>
  )
}
