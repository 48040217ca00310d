/** Labels that more than one folder uses, and those of the window itself. */
export const labels = {
  product: 'Restage',
  tabs: 'What to make',
  variants: 'Variants',
  swap: 'Swap',
  settings: 'Settings',
  prompt: 'Prompt',
  promptHint: 'Describe the result, for example “Studio photo on stone”',
  show: 'Show',
  placeAgain: 'Place again',
  details: 'Details',
  goOn: 'Continue',
  topUp: 'Top up',
  dismiss: 'Dismiss',
  resize: 'Resize the window',
  regenerate: 'Regenerate',
  vary: 'Vary',
} as const
