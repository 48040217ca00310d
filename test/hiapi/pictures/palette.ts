export type Palette = { high: string; mid: string; low: string; accent: string; light: string }

/** Neighbouring hues for the scene and one from across the wheel for the accent. */
export function palette(random: () => number): Palette {
  const hue = random() * 360
  const step = 24 + random() * 40
  const dark = random() < 0.4
  const colour = (h: number, s: number, l: number) =>
    `hsl(${Math.round((h + 360) % 360)}, ${Math.round(s)}%, ${Math.round(l)}%)`
  return {
    high: colour(hue, 62, dark ? 30 : 84),
    mid: colour(hue + step, 58, dark ? 22 : 68),
    low: colour(hue + 2 * step, 54, dark ? 12 : 50),
    accent: colour(hue + 150 + random() * 60, 74, dark ? 58 : 60),
    light: colour(hue + 30, 90, dark ? 72 : 95),
  }
}
