import { counted, join } from '../../../formats/format.ts'
import type { OtherFileJobs } from '../../../../contract/model/unfinished.ts'

/** The buttons shown if only the designer can tell whose jobs they are. */
export const ownershipLabels = {
  takeOver: 'They belong here',
  sameFile: 'Same file, renamed',
  isCopy: 'It is a copy',
} as const

/** What suggests that the jobs of another file are this one's; null if nothing does. */
export function similarityText({ similarity, name, jobs, frames }: OtherFileJobs): string | null {
  switch (similarity) {
    case 'none':
      return null
    case 'same-mark':
      return `Was this file called “${name}”, or is it a copy of that file? Nothing continues here until you choose.`
    case 'looks-alike':
      return join(
        counted(
          jobs,
          '1 picture waits for a file that looks like this one.',
          '# pictures wait for a file that looks like this one.',
        ),
        frames.length === 0 ? null : framesText(frames.length),
      )
  }
}

function framesText(frames: number): string {
  return counted(
    frames,
    'If it is another file, the layer waiting here is a copy and gets no picture.',
    'If it is another file, the # layers waiting here are copies and get no pictures.',
  )
}

/** What taking the jobs of another file over does. */
export function takeOverText({ name }: OtherFileJobs): string {
  return `Continues them here, and no longer in “${name}”.`
}

/** What calling this file a copy does. */
export function setApartText({ name }: OtherFileJobs): string {
  return `Leaves the pictures to “${name}”. You are not asked again.`
}

export function takenOverText({ name, jobs }: OtherFileJobs): string {
  return counted(
    jobs,
    `1 picture of ${name} moved to this file.`,
    `# pictures of ${name} moved to this file.`,
  )
}

export function leftText({ name, jobs }: OtherFileJobs): string {
  return counted(jobs, `1 picture left to ${name}.`, `# pictures left to ${name}.`)
}
