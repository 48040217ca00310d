/** Of each 8-bit channel value, as WCAG 2.2 defines relative luminance. */
const linear = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
})

/** Relative luminance of a colour of 8-bit channels: 0 for black, 1 for white. */
export function luminance(red: number, green: number, blue: number): number {
  return 0.2126 * share(red) + 0.7152 * share(green) + 0.0722 * share(blue)
}

const share = (value: number) => linear[Math.round(value)] ?? 1

/** WCAG's contrast ratio of two relative luminances, from 1 to 21. */
export function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}
