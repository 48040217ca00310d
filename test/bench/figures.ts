import { availableParallelism, loadavg } from 'node:os'

/** How figures are written, the same in every part of the bench. */
export const ms = (value: number) => `${value.toFixed(0)} ms`
/** For what takes less than a few milliseconds. */
export const fineMs = (value: number) => `${value.toFixed(2)} ms`
export const s = (value: number) => `${(value / 1000).toFixed(1)} s`
export const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
export const ratio = (value: number, ideal: number) => (value / ideal).toFixed(3)

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The most events that fall within any such span, in the unit of the times. */
export function mostWithin(times: readonly number[], span: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  let first = 0
  let most = 0
  sorted.forEach((time, index) => {
    while ((sorted[first] ?? time) <= time - span) first++
    most = Math.max(most, index - first + 1)
  })
  return most
}

/** How busy the machine is: on a busy one, all times are longer. */
export const loadText = () =>
  `${(loadavg()[0] ?? 0).toFixed(1)} on ${String(availableParallelism())} cores`
