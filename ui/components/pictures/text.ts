export const focalLabel = (name: string) => `Focal point of ${name}`

/** "60 % across, 45 % down" */
export function focalText({ x, y }: { x: number; y: number }): string {
  return `${String(Math.round(x * 100))} % across, ${String(Math.round(y * 100))} % down`
}

export const focalHelp =
  'Arrow keys move it, with Shift further; Home brings it back to the middle.'
