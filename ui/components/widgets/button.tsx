import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import css from './button.module.css'

interface Props extends ButtonHTMLAttributes {
  /** `primary` for what the panel is there for, `danger` for what deletes. */
  readonly look?: 'primary' | 'secondary' | 'danger'
  readonly children: ComponentChildren
}

export function Button({ look = 'primary', ...rest }: Props) {
  return <button type="button" {...rest} class={`${css.button} ${css[look]}`} />
}

interface IconButtonProps extends ButtonHTMLAttributes {
  /** What the button does: it shows only an icon. */
  readonly 'aria-label': string
  readonly children: ComponentChildren
}

/** A button with an icon; its name is shown on hover. */
export function IconButton(props: IconButtonProps) {
  return <button type="button" title={props['aria-label']} class={css.icon} {...props} />
}
