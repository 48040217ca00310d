import type { ComponentChildren } from 'preact'

/** Small signs on buttons, 16 pixels wide; the button's name says what they mean. */
function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

export function StarIcon({ isFull }: { isFull: boolean }) {
  return (
    <Icon>
      <path
        d="m8 2.6 1.7 3.5 3.8.5-2.8 2.7.7 3.8L8 11.3l-3.4 1.8.7-3.8-2.8-2.7 3.8-.5z"
        fill={isFull ? 'currentColor' : 'none'}
        stroke-linejoin="round"
      />
    </Icon>
  )
}

export function EditIcon() {
  return (
    <Icon>
      <path d="m3.5 12.5.5-2.6 6.6-6.6 2.1 2.1L6.1 12zM9.4 4.5l2.1 2.1" stroke-linejoin="round" />
    </Icon>
  )
}

export function RunIcon() {
  return (
    <Icon>
      <path d="m5.5 3.5 6.5 4.5-6.5 4.5z" fill="currentColor" stroke-linejoin="round" />
    </Icon>
  )
}

export function RemoveIcon() {
  return (
    <Icon>
      <path d="m4.5 4.5 7 7m0-7-7 7" stroke-linecap="round" />
    </Icon>
  )
}

/** Points down where something is open. */
export function ChevronIcon({ turn }: { turn: 'right' | 'down' | 'left' | 'up' }) {
  const angles = { right: 0, down: 90, left: 180, up: 270 }
  return (
    <Icon>
      <path d="m6.5 5 3 3-3 3" transform={`rotate(${String(angles[turn])} 8 8)`} />
    </Icon>
  )
}

/** Two sliders. */
export function SettingsIcon() {
  return (
    <Icon>
      <path d="M5 1.5v5.75m0 3.5v3.75M11 1.5v2.75m0 3.5v6.75" stroke-linecap="round" />
      <circle cx="5" cy="9" r="1.75" />
      <circle cx="11" cy="6" r="1.75" />
    </Icon>
  )
}
