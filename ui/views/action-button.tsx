import common from './common.module.css'

interface Props {
  readonly label: string
  /** What a press will do, where the label doesn't say it all. */
  readonly hint?: string | undefined
  readonly act: () => void
}

/** A button of words. Its hint is its description to a reader, and seen on hovering. */
export function ActionButton({ label, hint, act }: Props) {
  return (
    <button type="button" class={common.action} title={hint} onClick={act}>
      {label}
    </button>
  )
}
