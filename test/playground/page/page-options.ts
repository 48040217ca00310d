/** What the server tells the page. */
export type PageOptions = {
  /** Of the relay, or of the local HiAPI; null when there is neither. */
  apiUrl: string | null
  /** What the window finds in its settings, where there is an address. */
  apiKey: string
  live: boolean
  hasRelay: boolean
}
