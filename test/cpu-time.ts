/** Processor time that a call takes, in milliseconds: whatever else the machine does counts for nothing. */
export function cpuTimeOf(call: () => void): number {
  const before = process.cpuUsage()
  call()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
