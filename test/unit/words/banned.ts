interface Banned {
  readonly pattern: RegExp
  readonly instead: string
  /** Tables, and single texts, that may say so. */
  readonly except?: readonly string[]
}

/** What goes to the model, not to the designer: how it is put is a matter of the model's. */
export const toModel: readonly string[] = [
  'prompts/compose-prompt',
  'prompts/keep-wording',
  'prompts/live-clause',
  'prompts/variant-presets',
  'prompts/swap-presets',
].map((name) => `ui/catalog/${name}.ts`)

/** What the window says no longer, and what it says instead. */
export const banned: readonly Banned[] = [
  { pattern: /\banew\b/i, instead: 'again' },
  { pattern: /\bmend(s|ed)?\b/i, instead: 'fix' },
  { pattern: /\bany ?more\b/i, instead: 'now, or nothing' },
  {
    pattern: /\bwords?\b/i,
    instead: 'prompt, or text',
    // What the solver calls it, which nobody reads.
    except: [...toModel, 'broken-word'],
  },
  {
    pattern: /\bimages?\b/i,
    instead: 'picture',
    except: [
      ...toModel,
      // Addresses of other people's pages, and the tag of a page's head by its name.
      'ui/catalog/targets/citations.ts',
      'Link preview (og:image)',
      // The number of a reference, as the prompt to the model names it, so that a designer can too.
      'Image …',
      '… is now image ….',
    ],
  },
  { pattern: /\b(ledger|job)s?\b/i, instead: 'picture' },
  { pattern: /Say what the picture/, instead: 'Describe the result' },
  { pattern: /As it will be sent/, instead: 'Preview prompt' },
  { pattern: /stand here once/, instead: 'will appear here' },
  { pattern: /exists? only at/, instead: '1K only' },
  { pattern: /for placements that need the same/, instead: 'between matching placements' },
  { pattern: /Nothing to share/, instead: 'nothing' },
  { pattern: /Hatched is cut|Cuts nothing/, instead: 'No crop' },
  { pattern: /comes near|strip of artwork/, instead: 'Too wide for the model' },
  { pattern: /Crop it anyway/, instead: 'Use anyway' },
  { pattern: /to look at|see Fit/, instead: 'warning, Review' },
  { pattern: /can be used: select/, instead: 'Select a frame.' },
  { pattern: /^A text: /, instead: 'Text layer. Use its frame' },
  { pattern: /^Ask above/, instead: 'Confirm runs over' },
  { pattern: /^Can hold/, instead: 'Use' },
  { pattern: /A section around/, instead: 'Wrap each run' },
  { pattern: /connection works/, instead: 'Connected.' },
  { pattern: /again, whole/, instead: 'Paste the full key again.' },
  { pattern: /is forgotten/, instead: 'Key removed.' },
  { pattern: /did not take/, instead: 'rejected' },
  { pattern: /In its words/, instead: 'HiAPI says' },
  { pattern: /balance is used up/, instead: 'Out of HiAPI credit.' },
  { pattern: /Not waiting|No longer waiting|way to cancel/, instead: 'Stopped.' },
  { pattern: /that was undone/, instead: 'You undid this.' },
  {
    pattern: /longer in the file\.$/,
    instead: 'was deleted',
    except: ['ui/engine/failures/text.ts'],
  },
  { pattern: /^(Run|Month) about/, instead: 'this run, this month' },
  { pattern: /Is being made/, instead: 'Regenerating…' },
  { pattern: /recipe is in the composer/, instead: 'Recipe loaded.' },
  { pattern: /Put back what was there/, instead: 'Undo' },
  { pattern: /^came as/, instead: 'the size alone' },
  { pattern: /what is to be/i, instead: 'the thing itself' },
  { pattern: /under way/, instead: 'Rendering…' },
  { pattern: /takes that back|is back as it was/, instead: 'Original restored.' },
  { pattern: /Delete the original of/, instead: 'Delete the original?' },
]
