/** What the server tells the page. */
export type PageOptions = {
  /** Of the local HiAPI; null when there is none. */
  apiUrl: string | null
  live: boolean
}
