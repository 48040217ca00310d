const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `tk-hiapi-` and 26 characters: time, a serial number (so that no two are equal), chance. */
export function taskId(now: number, serial: number, random: () => number): string {
  const chance = Math.floor(random() * 32 ** 10)
  return `tk-hiapi-${digits(now, 10)}${digits(serial, 6)}${digits(chance, 10)}`
}

function digits(value: number, count: number): string {
  let text = ''
  for (let rest = Math.floor(value); text.length < count; rest = Math.floor(rest / 32)) {
    text = crockford.charAt(rest % 32) + text
  }
  return text
}
