import type { Theme } from '../../host/theme.ts'

type Themed = {
  readonly theme: Theme
  toggle(): void
}

/** Light or dark: as the address says, else as the system is, until the designer chooses. */
export function followTheme(asked: string | null, onTheme: (theme: Theme) => void): Themed {
  const system = matchMedia('(prefers-color-scheme: dark)')
  let chosen: Theme | null = asked === 'light' || asked === 'dark' ? asked : null
  const now = (): Theme => chosen ?? (system.matches ? 'dark' : 'light')
  const apply = () => {
    document.documentElement.dataset.theme = now()
    onTheme(now())
  }
  system.addEventListener('change', apply)
  apply()
  return {
    get theme() {
      return now()
    },
    toggle: () => {
      chosen = now() === 'light' ? 'dark' : 'light'
      apply()
    },
  }
}
