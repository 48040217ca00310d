/** Whether a text contains every word of a query, in any order and case. */
export function hasWords(text: string, query: string): boolean {
  const within = folded(text)
  return folded(query)
    .split(/\s+/)
    .every((word) => within.includes(word))
}

/** Without case and accents: "cafe" finds "Café". */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
